/**
 * What a project says of its own scans: configuration, suppressions, baseline. All of it is read from a {@link java.io.Reader}
 * that the caller opens; nothing here knows a file.
 */
package io.saaudit.config;
