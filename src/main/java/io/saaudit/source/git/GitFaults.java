package io.saaudit.source.git;

/** What git's failures mean. */
final class GitFaults {
    private GitFaults() {}

    /** Why a run failed that nothing else explains. */
    static GitException of(GitProgram.Result run) {
        String said = run.errors();
        if (said.contains("not a git repository")) {
            return GitException.usage(
                    "the working folder is in no git repository",
                    "Run it inside of one; a file of that name is named as ./git:….");
        }
        if (said.contains("dubious ownership") || said.contains("unsafe repository")) {
            return GitException.usage(
                    "git does not trust this repository, which belongs to another user",
                    "If it is yours: git config --global --add safe.directory \"$PWD\" (its top folder).");
        }
        if (isAboutPromise(said)) {
            return GitException.unreadable(
                    "folders of this revision are not in this partial clone",
                    "Let git fetch them: git archive REVISION > /dev/null; or clone without --filter.");
        }
        if (run.status() > 128) {
            return GitException.unreadable("git was ended by signal " + (run.status() - 128), "");
        }
        String last = last(said);
        return GitException.unreadable("git failed" + (last.isEmpty() ? "" : ": " + last), "");
    }

    /** Whether git lacks what another repository has promised to give. */
    static boolean isAboutPromise(String errors) {
        return errors.contains("promisor") || errors.contains("lazy fetching disabled");
    }

    /** The last line that says something, without the word before it. */
    static String last(String errors) {
        String last = "";
        for (String line : errors.split("\n")) {
            last = line.isBlank() ? last : line.strip();
        }
        return last.startsWith("fatal: ") ? last.substring("fatal: ".length()) : last;
    }
}
