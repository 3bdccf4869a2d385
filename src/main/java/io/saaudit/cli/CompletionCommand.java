package io.saaudit.cli;

import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code sa-audit completion SHELL}: a script that makes a shell complete command lines of sa-audit. */
final class CompletionCommand implements Command {
    /** The shells that there is a script for. */
    static final List<String> SHELLS = List.of("bash", "zsh");

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Options.command(
                "completion",
                "bash|zsh",
                List.of(
                        "Prints a script that makes the shell complete commands, options and their values, rules and"
                                + " resources, and namespaces and accounts of what -f names or of the cluster.",
                        "To have it in every session, put the line below into ~/.bashrc or (behind compinit) ~/.zshrc, or the"
                                + " script into a file: sa-audit in bash-completion's folder, _sa-audit in one of zsh's fpath.",
                        "kubectl completes kubectl sa-audit by itself when kubectl_complete-sa_audit, which lies beside"
                                + " the launcher, is on the PATH."),
                "0 fine, 2 wrong usage.",
                List.of("$ source <(sa-audit completion bash)", "$ source <(sa-audit completion zsh)"));
        Options.words(spec, "SHELL", "The shell: bash or zsh.");
        Options.flag(spec, "Print the stack trace of a defect.", "--debug");
        return spec;
    }

    @Override
    public ExitStatus run(ParseResult options, Io io) throws UsageException {
        List<String> words = Options.words(options);
        if (words.size() != 1 || !SHELLS.contains(words.get(0))) {
            throw new UsageException("completion takes a shell: bash or zsh", "As in sa-audit completion bash.");
        }
        io.out().print(words.get(0).equals("bash") ? CompletionScripts.BASH : CompletionScripts.ZSH);
        return ExitStatus.FINE;
    }
}
