package io.saaudit.source;

import java.nio.file.Path;

/**
 * One file or stream to read.
 *
 * @param shown its name as the user would write it; {@code -} for standard input
 * @param path the file, or null for standard input
 * @param named whether the user named it, and not only a folder that it lies in
 * @param size its size in bytes, as far as known
 */
record InputFile(String shown, Path path, boolean named, long size) {}
