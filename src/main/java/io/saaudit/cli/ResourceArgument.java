package io.saaudit.cli;

import io.saaudit.model.Note;
import io.saaudit.model.Request;
import io.saaudit.rbac.ResourceScopes;
import java.util.ArrayList;
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

    /** Resolves the word, with the options that add to it, and looks at the verb. */
    static ResourceArgument of(ParseResult options, String verb, String word, World world) throws UsageException {
        ResourceArgument resource = new ResourceNames(
                        world.apiResources(), world.snapshot().objects().customResources())
                .resolve(word, Options.value(options, "--subresource", ""), Options.value(options, "--name", ""));
        String oddity = Verbs.oddity(verb, resource.path() != null);
        return oddity.isEmpty() ? resource : resource.withNote(oddity);
    }

    private ResourceArgument withNote(String note) {
        List<String> more = new ArrayList<>(List.of(note));
        more.addAll(notes);
        return new ResourceArgument(path, group, resource, subresource, name, more);
    }

    /** {@link #notes} as they stand in answers. */
    List<Note> answerNotes() {
        List<Note> all = new ArrayList<>();
        for (String text : notes) {
            all.add(new Note(Note.Kind.INPUT, text, null));
        }
        return all;
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
