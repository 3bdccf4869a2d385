package io.saaudit.source;

import io.saaudit.model.Origin;
import io.saaudit.source.git.GitBlobs;
import io.saaudit.source.git.GitRepository;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The text of some lines of files that were read: where a verb or a name ends is not kept with its place, because few
 * outputs ask for it.
 */
public final class SourceLines {
    private static final int MOST_CHARACTERS = 1 << 16;

    private final Map<String, Map<Integer, String>> lines = new HashMap<>();

    private SourceLines() {}

    /**
     * Reads lines again, those of a revision from there. What is gone by now, or was standard input, has no text.
     *
     * @param places their files and lines
     * @param inputs what was given to {@link SnapshotReader}
     * @param options how they were read
     */
    public static SourceLines of(Collection<Origin> places, List<String> inputs, ReadOptions options) {
        SourceLines all = new SourceLines();
        Map<String, Set<Integer>> wanted = new HashMap<>();
        for (Origin place : places) {
            if (place.line() > 0 && !place.source().equals("-")) {
                Set<Integer> lines = wanted.get(place.source());
                if (lines == null) {
                    lines = new TreeSet<>();
                    wanted.put(place.source(), lines);
                }
                lines.add(place.line());
            }
        }
        GitNames revisions = GitNames.of(inputs);
        try (GitBlobs blobs =
                revisions.some() ? GitRepository.at(options.folder()).blobs("") : null) {
            for (Map.Entry<String, Set<Integer>> file : wanted.entrySet()) {
                all.read(file.getKey(), file.getValue(), revisions.file(file.getKey()), blobs, options.limits());
            }
        }
        return all;
    }

    private void read(String source, Set<Integer> wanted, GitInput ofRevision, GitBlobs blobs, Limits limits) {
        try (InputStream in = ofRevision == null
                ? Files.newInputStream(Path.of(source))
                : blobs.open(ofRevision.revision() + ":" + ofRevision.path())) {
            lines.put(source, read(Text.of(in, limits).characters(), wanted));
        } catch (IOException | RuntimeException e) {
            // Only the ends of regions are lost; that it could not be read was told when it was.
            lines.put(source, Map.of());
        }
    }

    /** The line at a place, up to its end or to 65,536 characters; null when it is not known. */
    public String line(Origin place) {
        return lines.getOrDefault(place.source(), Map.of()).get(place.line());
    }

    private static Map<Integer, String> read(Reader text, Set<Integer> wanted) throws IOException {
        Map<Integer, String> found = new HashMap<>();
        BufferedReader in = new BufferedReader(text, 1 << 16);
        StringBuilder line = new StringBuilder();
        int number = 1;
        boolean keep = wanted.contains(number);
        for (int c = in.read(); c >= 0 && found.size() < wanted.size(); c = in.read()) {
            if (c == '\n') {
                if (keep) {
                    found.put(number, stripped(line));
                }
                line.setLength(0);
                keep = wanted.contains(++number);
            } else if (keep && line.length() < MOST_CHARACTERS) {
                line.append((char) c);
            }
        }
        if (keep && !line.isEmpty()) {
            found.putIfAbsent(number, stripped(line));
        }
        return found;
    }

    private static String stripped(StringBuilder line) {
        int end = line.length();
        return line.substring(0, end > 0 && line.charAt(end - 1) == '\r' ? end - 1 : end);
    }
}
