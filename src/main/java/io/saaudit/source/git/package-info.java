/**
 * What the {@code git} program says of a repository's objects. Nothing here writes: neither the work tree nor the index,
 * no reference and no object; and nothing reaches the network.
 */
package io.saaudit.source.git;
