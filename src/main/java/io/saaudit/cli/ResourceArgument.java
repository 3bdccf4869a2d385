package io.saaudit.cli;

import java.util.List;

/**
 * What a RESOURCE word means.
 *
 * @param path the path, when it is one; else null
 * @param group API group
 * @param resource plural name, or {@code *}
 * @param subresource subresource, or empty
 * @param name name, or empty
 * @param notes how it was taken, where that could be mistaken
 */
record ResourceArgument(
        String path, String group, String resource, String subresource, String name, List<String> notes) {}
