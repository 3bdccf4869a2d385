package io.saaudit.source;

import java.io.IOException;
import java.io.InputStream;

/** Where the bytes of an input come from. */
interface Content {
    /**
     * Opens it.
     *
     * @return the bytes, to be closed
     * @throws IOException when it cannot be read; a {@link TextFault} says why
     */
    InputStream open() throws IOException;
}
