package io.saaudit.cli;

/** What the shells are told: small, because {@code sa-audit complete} does the work. */
final class CompletionScripts {
    /**
     * For bash from 3.2 on, without bash-completion. The line is handed on as it is typed: nothing of it is expanded. What
     * comes back are plain words.
     */
    static final String BASH = """
            # bash completion for sa-audit. To load it: source <(sa-audit completion bash)
            _sa_audit() {
              local program=$1 line directive=4
              case $program in '~/'*) program=$HOME/${program#'~/'} ;; esac
              COMPREPLY=()
              while IFS= read -r line; do
                case $line in
                  :[0-9]*) directive=${line#:} ;;
                  *) COMPREPLY+=("$line") ;;
                esac
              done < <("$program" complete --bash "${COMP_LINE:0:COMP_POINT}" "$COMP_WORDBREAKS" 2>/dev/null </dev/null)
              # Not known to the bash of macOS, and of no use where this is not run for a key.
              if ((directive & 2)); then compopt -o nospace 2>/dev/null; fi
              if ((directive & 4)); then compopt +o default 2>/dev/null; fi
              return 0
            }
            complete -o default -F _sa_audit sa-audit
            """;

    /** For zsh; as a file {@code _sa-audit} of its fpath, or sourced. */
    static final String ZSH = """
            #compdef sa-audit
            # zsh completion for sa-audit. To load it, behind compinit: source <(sa-audit completion zsh)
            _sa-audit() {
              local program=${words[1]/#\\~\\//$HOME/} line word directive=4
              local -a typed described space
              typed=("${(@Q)words[2,CURRENT-1]}" "${(Q)PREFIX}")
              for line in "${(@f)$("$program" complete -- "${(@)typed}" 2>/dev/null </dev/null)}"; do
                word=${line%%$'\\t'*}
                case $line in
                  :[0-9]*) directive=${line#:} ;;
                  *$'\\t'*) described+=("${word//:/\\\\:}:${line#*$'\\t'}") ;;
                  ?*) described+=("${word//:/\\\\:}") ;;
                esac
              done
              # The value of --option=value is completed by itself.
              if [[ $PREFIX == --*=* ]]; then compset -P 1 '*='; fi
              if ((directive & 2)); then space=(-S ''); fi
              if (($#described)); then
                _describe -t values sa-audit described "${(@)space}"
              elif ((!(directive & 4))); then
                # FORMAT=FILE
                if [[ ${words[CURRENT]} == --report=* || ${words[CURRENT-1]} == --report ]]; then compset -P 1 '*='; fi
                _files
              fi
            }
            if [ "$funcstack[1]" = _sa-audit ]; then _sa-audit "$@"; else compdef _sa-audit sa-audit; fi
            """;

    private CompletionScripts() {}
}
