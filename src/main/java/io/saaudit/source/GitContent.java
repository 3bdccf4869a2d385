package io.saaudit.source;

import io.saaudit.model.Gap;
import io.saaudit.source.git.GitBlobs;
import io.saaudit.source.git.GitReadException;
import java.io.IOException;
import java.io.InputStream;

/**
 * A file of a revision.
 *
 * @param blobs gives it
 * @param name its object, as {@link GitBlobs#open} takes it
 */
record GitContent(GitBlobs blobs, String name) implements Content {
    @Override
    public InputStream open() throws IOException {
        try {
            return blobs.open(name);
        } catch (GitReadException e) {
            throw new TextFault(Gap.Kind.UNREADABLE, e.getMessage(), e.hint(), 0, 0);
        }
    }
}
