/**
 * Reading manifests: files, folders and standard input, YAML and JSON, into a {@link io.saaudit.model.Snapshot}. The
 * parsers' events are pulled through one {@link io.saaudit.source.Cursor}; small builders, one a kind or family of
 * kinds, take the fields that the model has and pass over the rest.
 */
package io.saaudit.source;
