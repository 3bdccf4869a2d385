package io.saaudit.source.cluster;

import java.io.InputStream;

/** What a server answered. */
public interface Reply extends AutoCloseable {

    /** HTTP status. */
    int status();

    /** A header's value, or empty. */
    String header(String name);

    /** The body, unpacked; its end is checked, so that a body cut short throws. */
    InputStream body();

    /** Lets go of it, read or not; nothing is thrown. */
    @Override
    void close();
}
