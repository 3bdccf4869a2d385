package io.saaudit.source;

import java.nio.file.Path;
import java.util.List;

/**
 * How input is read.
 *
 * @param defaultNamespace where namespaced objects without a namespace are placed
 * @param hidden whether hidden folders and node_modules are walked too
 * @param exclude globs of files and folders that are passed over: one with a slash is matched against the path below
 *     the folder given, one without against the name
 * @param limits how much is read at most
 * @param threads number of files that are read at a time; the result does not depend on it
 * @param folder the folder in whose repository revisions are looked for; null for the working folder
 */
public record ReadOptions(
        String defaultNamespace, boolean hidden, List<String> exclude, Limits limits, int threads, Path folder) {

    /** The namespace {@code default}, nothing hidden, nothing excluded, the usual limits, as many threads as cores. */
    public static ReadOptions defaults() {
        return new ReadOptions(
                "default",
                false,
                List.of(),
                Limits.DEFAULT,
                Runtime.getRuntime().availableProcessors(),
                null);
    }

    /** The same with another namespace for objects that name none. */
    public ReadOptions withDefaultNamespace(String namespace) {
        return new ReadOptions(namespace, hidden, exclude, limits, threads, folder);
    }

    /** The same with hidden folders walked or not. */
    public ReadOptions withHidden(boolean walked) {
        return new ReadOptions(defaultNamespace, walked, exclude, limits, threads, folder);
    }

    /** The same with other globs of what is passed over. */
    public ReadOptions withExclude(List<String> globs) {
        return new ReadOptions(defaultNamespace, hidden, globs, limits, threads, folder);
    }

    /** The same with other limits. */
    public ReadOptions withLimits(Limits other) {
        return new ReadOptions(defaultNamespace, hidden, exclude, other, threads, folder);
    }

    /** The same with another number of threads. */
    public ReadOptions withThreads(int number) {
        return new ReadOptions(defaultNamespace, hidden, exclude, limits, number, folder);
    }

    /** The same with revisions of another folder's repository. */
    public ReadOptions withFolder(Path other) {
        return new ReadOptions(defaultNamespace, hidden, exclude, limits, threads, other);
    }
}
