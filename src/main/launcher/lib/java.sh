# Sourced by bin/sa-audit and lib/train, which have set $home to the application's folder.
# POSIX sh (and -nt, which dash, bash, ksh, zsh and busybox know), builtins only: this runs before every command.

# The class path is this very list in this order, in training and in use: an archive is bound to it.
jars='@jars@'
# A digest of those jars. It is part of an archive's name, so that no archive outlives its jars, whatever the file times say
# (JDK 25.0.3 does not compare an AOT cache with the jars behind it: JDK-8377932).
build=@build@

# The quick compiler alone: on the few seconds that an audit takes, the optimizing one costs more than it gives, and with
# two cores it takes one of them from reading (docs/performance.md). Serial: least to start, and archives fit. Nothing is logged: HotSpot would warn of an archive on standard output.
# A start runs much code that is used a little: it pays to compile later.
# No performance data: an audit leaves no file behind. Compressed pointers are asked for because a larger share of a very
# large memory would otherwise switch them off, and the archive with them.
base_options='-XX:TieredStopAtLevel=1 -XX:CompileThresholdScaling=2 -XX:+UseSerialGC -Xlog:disable -XX:-UsePerfData -XX:+UseCompressedOops -XX:MaxRAMPercentage=50'

fail() {
  printf 'sa-audit: %s\n' "$1" >&2
  exit 2
}

# java_at DIR: is DIR a Java of 17 or later? Sets feature (17), rank (grows with the version) and runtime (the name of that very build).
java_at() {
  [ -x "$1/bin/java" ] || return 1
  runtime='' version=''
  if [ -r "$1/release" ]; then
    while IFS='=' read -r key value; do
      value=${value#\"}
      value=${value%\"}
      case $key in
        JAVA_RUNTIME_VERSION) runtime=$value ;;
        JAVA_VERSION) version=$value ;;
      esac
      [ -z "$runtime" ] || [ -z "$version" ] || break
    done <"$1/release"
  else
    version=$("$1/bin/java" -version 2>&1) || return 1
    version=${version#*version \"}
    version=${version%%\"*}
  fi
  feature=${version%%[!0-9]*}
  [ "${feature:-0}" -ge 17 ] || return 1
  version=${version%%[!0-9.]*}
  IFS=.
  rank_of $version
  unset IFS
}

rank_of() {
  rank=$((${1:-0} * 1000000 + ${2:-0} * 1000 + ${3:-0}))
}

# Sets java, the folder of the Java to use, and what java_at sets; ends the process with status 2 where there is none.
# Order: the application's own, JAVA_HOME, the highest of the system's, the one on the PATH. One that is broken or too old is passed over.
find_java() {
  java=$home/runtime
  java_at "$java" && return
  java=${JAVA_HOME-}
  [ -n "$java" ] && java_at "$java" && return
  java='' best=0
  for dir in /usr/lib/jvm/* /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    if [ ! -h "$dir" ] && java_at "$dir" && [ "$rank" -gt "$best" ]; then
      java=$dir best=$rank
    fi
  done
  [ -n "$java" ] && java_at "$java" && return
  java=$(command -v java) || java=
  if [ -n "$java" ]; then
    # Through the links of a package manager, or else (a wrapper script, an old macOS) by asking it.
    java=$(readlink -f "$java" 2>/dev/null) || java=
    java=${java%/bin/java}
    if [ ! -r "$java/release" ]; then
      java=$(java -XshowSettings:properties -version 2>&1)
      java=${java#*java.home = }
      java=${java%%
*}
    fi
    java_at "$java" && return
  fi
  fail 'needs Java 17 or later and found none: install one, or set JAVA_HOME to its folder'
}

# reads_cluster WORD...: will this command ask an API server? A guess by the words alone, which decides no more than what
# the JVM starts from: a command that may, nothing that names an input, and no word that is a file.
reads_cluster() {
  command= before=
  for word in "$@"; do
    case $before in --kubeconfig | --token-file | --certificate-authority | --config) before= && continue ;; esac
    before=$word
    case $word in
      scan | permissions | can-i | who-can | pods | explain | snapshot | verify | --live | --review) command=$word ;;
      - | -f* | --file*) return 1 ;;
      *) [ ! -e "$word" ] || return 1 ;;
    esac
  done
  [ -n "$command" ]
}

# Sets class_path, java_options, archive_flag, and archive: the class data archive for this Java and these jars, or nothing.
# archive_kind is empty, or cluster- for the one with the classes that read a cluster.
find_archive() {
  case $home in *:*) fail "cannot run from a folder with a colon in its path: $home" ;; esac
  java_options=$base_options
  # Archives stay where they were made for: moving them to another address in memory costs more than a fifth of an empty
  # run, and hides nothing worth hiding here. Later Javas may not know the option, and would not start.
  if [ "$feature" -le 25 ]; then
    java_options="$java_options -XX:+UnlockDiagnosticVMOptions -XX:ArchiveRelocationMode=0"
  fi
  # There are no profiles of methods in the archive (lib/train): no thread is to look for them.
  [ "$feature" -ne 25 ] || java_options="$java_options -XX:-AOTReplayTraining"
  if [ "$feature" -ge 25 ]; then
    archive_flag=-XX:AOTCache archive=$home/lib/cds/$build-$archive_kind$runtime.aot
  else
    archive_flag=-XX:SharedArchiveFile archive=$home/lib/cds/$build-$archive_kind$runtime.jsa
  fi
  [ -n "$runtime" ] && [ -r "$archive" ] || archive=
  class_path=
  for jar in $jars; do
    jar=$home/lib/$jar
    [ -r "$jar" ] || fail "$jar is missing: install sa-audit again"
    [ -z "$archive" ] || [ ! "$jar" -nt "$archive" ] || archive=
    class_path=$class_path${class_path:+:}$jar
  done
}
