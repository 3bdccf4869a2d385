package io.saaudit.cli;

import io.saaudit.model.Request;
import io.saaudit.rbac.ResourceScopes;
import java.util.List;
import picocli.CommandLine.ParseResult;

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
        String path, String group, String resource, String subresource, String name, List<String> notes) {

    /** Resolves the word, with the options that add to it. */
    static ResourceArgument of(ParseResult options, String word, World world) throws UsageException {
        return new ResourceNames(
                        world.apiResources(), world.snapshot().objects().customResources())
                .resolve(word, Options.value(options, "--subresource", ""), Options.value(options, "--name", ""));
    }

    /** The request for it. */
    Request request(String verb, String namespace) {
        return path != null
                ? Request.path(verb, path)
                : Request.of(verb, group, resource, subresource, namespace, name);
    }

    /** What is known of its scope. */
    ResourceScopes.Kind scope(World world) {
        return path != null ? ResourceScopes.Kind.CLUSTER : world.scopes().of(group, resource);
    }
}
