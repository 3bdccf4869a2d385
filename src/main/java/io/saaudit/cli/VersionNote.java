package io.saaudit.cli;

import io.saaudit.catalog.KubeVersion;
import io.saaudit.model.Note;
import io.saaudit.model.Snapshot;

/** Says which version of Kubernetes decides, where that is not the server's own. */
final class VersionNote {
    private VersionNote() {}

    /** A note where another version of Kubernetes decides than the server's own. */
    static Snapshot with(Snapshot snapshot, InputOptions input) {
        if (!snapshot.fromServer()) {
            return snapshot;
        }
        String served = snapshot.cluster().version();
        KubeVersion taken = input.version() != null ? input.version() : KubeVersion.nearest(served);
        String minor = taken.toString();
        if (served.startsWith("v" + minor) || served.startsWith(minor)) {
            return snapshot;
        }
        return snapshot.withNote(new Note(
                Note.Kind.INPUT,
                "the server is of " + (served.isEmpty() ? "a version that it does not tell" : "version " + served)
                        + "; what hangs on the version is as in Kubernetes " + minor,
                null));
    }
}
