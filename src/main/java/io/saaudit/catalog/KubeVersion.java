package io.saaudit.catalog;

import java.util.ArrayList;
import java.util.List;

/**
 * A minor version of Kubernetes whose built-in roles are known.
 *
 * @param minor the number after {@code 1.}, from 30 to 36
 */
public record KubeVersion(int minor) implements Comparable<KubeVersion> {
    private static final int FIRST = 30;
    private static final int LAST = 36;

    /** The oldest one known. */
    public static final KubeVersion OLDEST = new KubeVersion(FIRST);

    /** The newest one known; taken where none is given. */
    public static final KubeVersion NEWEST = new KubeVersion(LAST);

    /** @throws IllegalArgumentException when it is not known; the message names those that are */
    public KubeVersion {
        if (minor < FIRST || minor > LAST) {
            throw unknown("1." + minor);
        }
    }

    /** All of them, oldest first. */
    public static List<KubeVersion> all() {
        List<KubeVersion> all = new ArrayList<>();
        for (int minor = FIRST; minor <= LAST; minor++) {
            all.add(new KubeVersion(minor));
        }
        return List.copyOf(all);
    }

    /**
     * Reads {@code 1.33}, {@code v1.33.2} or what a server says of itself, such as {@code v1.33.2-gke.100} and
     * {@code 1.33+}.
     *
     * @throws IllegalArgumentException when it is none of these or not known; the message names those that are
     */
    public static KubeVersion parse(String text) {
        int at = text.startsWith("v") ? 1 : 0;
        if (!text.startsWith("1.", at)) {
            throw unknown(text);
        }
        at += 2;
        int end = at;
        while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
            end++;
        }
        boolean ended = end == text.length() || "+-.".indexOf(text.charAt(end)) >= 0;
        // Two digits: no version known has more, and none starts with a zero.
        if (!ended || end - at != 2) {
            throw unknown(text);
        }
        int minor = Integer.parseInt(text.substring(at, end));
        if (minor < FIRST || minor > LAST) {
            throw unknown(text);
        }
        return new KubeVersion(minor);
    }

    /**
     * The version of a server, or where that is not known the one nearest to it.
     *
     * @param server what a server says of itself, such as {@code v1.33.2-gke.100}; may be empty
     * @return the newest for what names no version
     */
    public static KubeVersion nearest(String server) {
        int at = server.startsWith("v") ? 1 : 0;
        if (!server.startsWith("1.", at)) {
            return NEWEST;
        }
        int minor = 0;
        for (int i = at + 2; i < server.length() && minor <= LAST; i++) {
            char c = server.charAt(i);
            if (c < '0' || c > '9') {
                break;
            }
            minor = minor * 10 + c - '0';
        }
        return minor == 0 ? NEWEST : new KubeVersion(Math.max(FIRST, Math.min(LAST, minor)));
    }

    private static IllegalArgumentException unknown(String text) {
        StringBuilder known = new StringBuilder();
        for (int minor = FIRST; minor <= LAST; minor++) {
            known.append(minor == FIRST ? "1." : ", 1.").append(minor);
        }
        return new IllegalArgumentException("unknown Kubernetes version '" + text + "'; known are " + known);
    }

    @Override
    public int compareTo(KubeVersion other) {
        return Integer.compare(minor, other.minor);
    }

    @Override
    public String toString() {
        return "1." + minor;
    }
}
