package io.saaudit.source.cluster;

import io.saaudit.model.Gap;
import io.saaudit.model.Origin;
import java.util.ArrayList;
import java.util.List;

/** Tells what was not read: at most one gap a kind. */
final class ClusterGaps {
    private static final int NAMED = 5;

    private final Origin origin;
    private final ClusterReader.Namespaces namespaces;
    private final List<Gap> gaps = new ArrayList<>();
    private int lists;
    private int unread;
    private boolean unauthenticated;
    private String lost = "";

    ClusterGaps(Origin origin, ClusterReader.Namespaces namespaces) {
        this.origin = origin;
        this.namespaces = namespaces;
    }

    /**
     * Adds what is missing of a kind.
     *
     * @param whole the list of the whole cluster
     * @param parts the lists of single namespaces, where that was refused
     */
    void add(KindLists.Listed whole, List<KindLists.Listed> parts) {
        lists++;
        Refusal refusal = whole.refusal();
        if (refusal == null
                || refusal.kind() == Refusal.Kind.NOT_SERVED && whole.kind().optional()) {
            return;
        }
        if (refusal.kind() == Refusal.Kind.FORBIDDEN) {
            forbidden(whole.kind(), parts);
            return;
        }
        boolean nothing = whole.objects().size() == 0;
        unread += nothing ? 1 : 0;
        unauthenticated |= refusal.kind() == Refusal.Kind.UNAUTHENTICATED;
        boolean first = nothing && lost.isEmpty() && refusal.kind() == Refusal.Kind.BROKEN;
        lost = first ? refusal.getMessage() : lost;
        String read = nothing
                ? " could not be listed"
                : " were not listed to their end, " + whole.objects().size() + " of them were";
        gap(Gap.Kind.UNREADABLE, whole.kind(), read + ": " + refusal.getMessage(), "", hint(refusal), "", List.of());
    }

    List<Gap> list() {
        return gaps;
    }

    /** Whether nothing at all was read because the server takes nobody for logged in. */
    boolean nobodyIsLoggedIn() {
        return unauthenticated && unread == lists;
    }

    /** Why nothing at all was read, when the server was lost after its first answer; else empty. */
    String lost() {
        return unread == lists ? lost : "";
    }

    private void forbidden(ListedKind kind, List<KindLists.Listed> parts) {
        List<String> read = new ArrayList<>();
        List<String> refused = new ArrayList<>();
        Refusal failure = null;
        boolean forbidden = parts.isEmpty();
        for (KindLists.Listed part : parts) {
            if (part.refusal() == null) {
                read.add(part.namespace());
            } else {
                refused.add(part.namespace());
                boolean one = part.refusal().kind() == Refusal.Kind.FORBIDDEN;
                failure = one ? failure : part.refusal();
                forbidden |= one;
            }
        }
        if (kind.namespaced() && namespaces.complete() && refused.isEmpty()) {
            return; // as good as the list of all
        }
        Gap.Kind sort = forbidden || refused.isEmpty() ? Gap.Kind.REFUSED : Gap.Kind.UNREADABLE;
        String why = failure == null ? "the server refuses it (403)" : failure.getMessage();
        String hint = failure == null ? ask(kind) : hint(failure);
        if (read.isEmpty()) {
            boolean one = refused.size() == 1 && namespaces.complete();
            gap(sort, kind, " could not be listed: " + why, "", hint, one ? refused.get(0) : "", List.of());
        } else if (namespaces.complete()) {
            String touched = refused.size() == 1 ? refused.get(0) : "";
            String where = " could not be listed in " + refused.size() + " of " + parts.size() + " namespaces ("
                    + names(refused) + ")";
            gap(sort, kind, where + ": " + why, " there", hint, touched, read);
        } else {
            gap(sort, kind, " were listed in " + names(read) + " alone: " + why, " elsewhere", hint, "", read);
        }
    }

    private void gap(
            Gap.Kind sort,
            ListedKind kind,
            String what,
            String where,
            String hint,
            String namespace,
            List<String> spared) {
        gaps.add(new Gap(
                sort,
                kind.plural() + what + "; that hides " + kind.touches() + where,
                hint,
                origin,
                kind.kind(),
                namespace,
                List.copyOf(spared)));
    }

    private static String ask(ListedKind kind) {
        String role = "Ask for the ClusterRole " + AccessAdvice.role(kind) + " (docs/access.md)";
        // Without roles or bindings nothing can be said of anybody: they cannot be declared out of scope.
        boolean rights = ListedKind.RBAC.contains(kind) && kind != ListedKind.CUSTOM_RESOURCE_DEFINITION;
        return rights ? role + "." : role + ", or leave them out: --without " + kind.kind() + ".";
    }

    private static String hint(Refusal refusal) {
        if (!refusal.hint().isEmpty()) {
            return refusal.hint();
        }
        return switch (refusal.kind()) {
            case UNAUTHENTICATED -> "Log in again: what you are logged in by may have expired.";
            case UNUSABLE -> "Is there a proxy or a login page before the server?";
            default -> "Try again.";
        };
    }

    private static String names(List<String> all) {
        if (all.size() <= NAMED) {
            return String.join(", ", all);
        }
        return String.join(", ", all.subList(0, NAMED)) + " and " + (all.size() - NAMED) + " more";
    }
}
