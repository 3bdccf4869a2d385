package io.saaudit.source;

/**
 * One file or stream to read.
 *
 * @param shown its name as the user would write it; {@code -} for standard input
 * @param content gives its bytes; null for standard input
 * @param named whether the user named it, and not only a folder that it lies in
 * @param size its size in bytes, 0 where it is not known
 */
record InputFile(String shown, Content content, boolean named, long size) {}
