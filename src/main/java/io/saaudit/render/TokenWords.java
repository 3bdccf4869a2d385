package io.saaudit.render;

import io.saaudit.model.Credential;
import io.saaudit.model.Truth;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Tokens in words. */
final class TokenWords {
    private static final long[] UNITS = {86_400, 3_600, 60, 1};
    private static final String[] NAMES = {" d", " h", " min", " s"};

    /** Tokens of a workload that are told apart on one line. */
    private static final int MOST = 3;

    private TokenWords() {}

    /** {@code mounted (default); /path for vault, 2 h; Secret x}: what is in reach of any container. */
    static String summary(Running running) {
        Set<String> parts = new LinkedHashSet<>();
        Truth mounted = running.reach().automount();
        if (mounted != Truth.NO) {
            parts.add("mounted (" + why(running.reach().why()) + ")");
        }
        for (Running.ContainerTokens container : running.containers()) {
            for (Credential token : container.tokens()) {
                if (token.way() != Credential.Way.AUTOMOUNT) {
                    parts.add(part(token, running));
                }
            }
        }
        for (Running.HostPath path : running.hostPaths()) {
            parts.add("those of the node's pods by its path " + Words.quoted(path.path()));
        }
        String why = " (" + why(running.reach().why()) + ")";
        if (parts.isEmpty()) {
            return "none" + why;
        }
        return (mounted == Truth.NO ? "not mounted" + why + "; " : "") + some(parts);
    }

    /** The first few; -o wide has them all. */
    private static String some(Set<String> parts) {
        List<String> shown = new ArrayList<>(parts).subList(0, Math.min(MOST, parts.size()));
        int more = parts.size() - shown.size();
        return String.join("; ", shown) + (more == 0 ? "" : "; +" + more);
    }

    private static String part(Credential token, Running running) {
        if (token.end() == Credential.End.NEVER) {
            return "Secret " + Words.quoted(token.secret()) + ofOther(token, running);
        }
        String stale = token.renewed() ? "" : ", never renewed";
        return Words.quoted(token.place()) + " for " + audience(token) + ", " + life(token) + stale;
    }

    /** {@code  of ns/other} where the token is not that of the pod's own account. */
    static String ofOther(Credential token, Running running) {
        boolean own = running.account() != null && running.account().name().equals(token.account());
        return own ? "" : " of " + Words.quoted(running.shown().namespace() + "/" + token.account());
    }

    static String audience(Credential token) {
        return token.audience().isEmpty() ? "the API server" : Words.quoted(token.audience());
    }

    /** The deciding field without the words that every line would repeat. */
    private static String why(String why) {
        if (why.startsWith("assumed")) {
            return "assumed";
        }
        if (why.endsWith(": the default")) {
            return "default";
        }
        String shorter = why.startsWith("the ") ? why.substring(4) : why;
        return Escape.text(shorter.replace("automountServiceAccountToken:", "automount"));
    }

    /** How it comes into the container. */
    static String way(Credential token, Running running) {
        return switch (token.way()) {
            case AUTOMOUNT -> "automounted" + (token.reach() == Truth.UNKNOWN ? " (assumed)" : "");
            case PROJECTED -> "projected volume";
            case SECRET_VOLUME, SECRET_ENV -> "Secret " + Words.quoted(token.secret()) + ofOther(token, running);
        };
    }

    /** Where it is seen: the path, or the variable. */
    static String place(Credential token) {
        return token.way() == Credential.Way.SECRET_ENV
                ? "$" + Words.quoted(token.place())
                : Words.quoted(token.place());
    }

    /** Who it is for, where that is not the API server for certain. */
    static String use(Credential token) {
        return switch (token.accepted()) {
            case YES -> "the API server";
            case NO -> audience(token) + ", not the API server";
            case UNKNOWN -> audience(token) + ", perhaps the API server";
        };
    }

    /** Until when a copy of it works. */
    static String until(Credential token) {
        return switch (token.end()) {
            case NEVER -> "until Secret or account is deleted";
            case YEAR -> "up to a year, or until the pod is deleted";
            // Others may check the signature alone, which goes on to be right.
            case SECONDS -> life(token) + (token.accepted() == Truth.NO ? "" : ", or until the pod is deleted");
        };
    }

    private static String life(Credential token) {
        return token.end() == Credential.End.YEAR ? "up to a year" : duration(token.seconds());
    }

    /** {@code 2 h}, {@code 90 min}, {@code 3607 s}: exact, in the largest unit that is. */
    static String duration(long seconds) {
        for (int i = 0; i < UNITS.length; i++) {
            if (seconds % UNITS[i] == 0 && seconds != 0) {
                return seconds / UNITS[i] + NAMES[i];
            }
        }
        return seconds + " s";
    }
}
