package io.saaudit.render;

import io.saaudit.model.Grant;
import io.saaudit.model.PermissionRow;
import io.saaudit.model.Scope;
import io.saaudit.model.Severity;
import io.saaudit.report.Diff;
import io.saaudit.report.Review;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What was gained, or lost, as rows for people, worst first: what differs in who or in the namespace alone is one row. */
final class DiffRows {
    /**
     * A row.
     *
     * @param severity how bad, or null
     * @param who everybody, in words
     * @param scopes every scope
     * @param change the first of them
     * @param more others that are the same but for the resource
     */
    record Row(Severity severity, List<String> who, List<Scope> scopes, Diff.Change change, List<Diff.Change> more) {
        /** {@code shop/web +2}. */
        String whoShown() {
            return who.get(0) + (who.size() > 1 ? " +" + (who.size() - 1) : "");
        }

        /** {@code cluster}, {@code shop +41}. */
        String scopeShown() {
            if (!isInSight(change.row().grants().get(0))) {
                return "where given";
            }
            return Words.quoted(scopes.get(0).toString()) + (scopes.size() > 1 ? " +" + (scopes.size() - 1) : "");
        }
    }

    /** What is known to be bad before what nobody has a word for. */
    private static final Comparator<Row> WORST_FIRST = new Comparator<>() {
        @Override
        public int compare(Row a, Row b) {
            return Integer.compare(rank(b), rank(a));
        }

        private static int rank(Row row) {
            return row.severity() == null ? -1 : row.severity().ordinal();
        }
    };

    private DiffRows() {}

    /** Everything that was gained, by accounts, users and groups, and by workloads that changed account or token. */
    static List<Row> gained(Review review, boolean folding) {
        List<Row> rows = new ArrayList<>();
        for (Diff.Holder holder : review.diff().holders()) {
            add(holder, holder.gained(), review, rows);
        }
        for (Diff.RoleChange role : review.diff().roles()) {
            for (Diff.Change change : role.gained()) {
                rows.add(row(who(role), change, review.severity(change)));
            }
        }
        for (Diff.WorkloadChange workload : review.diff().workloads()) {
            for (Diff.Change change : workload.gained()) {
                rows.add(row(Words.object(workload.owner()), change, review.severity(change)));
            }
        }
        return ordered(rows, folding);
    }

    /** Everything that was lost. */
    static List<Row> lost(Review review, boolean folding) {
        List<Row> rows = new ArrayList<>();
        for (Diff.Holder holder : review.diff().holders()) {
            add(holder, holder.lost(), null, rows);
        }
        for (Diff.RoleChange role : review.diff().roles()) {
            for (Diff.Change change : role.lost()) {
                rows.add(row(who(role), change, null));
            }
        }
        return ordered(rows, folding);
    }

    private static void add(Diff.Holder holder, List<Diff.Change> changes, Review review, List<Row> to) {
        for (Diff.Change change : changes) {
            String who = who(holder);
            if (holder.isGroup() && change.accounts() > 0) {
                who += " (" + Words.count(change.accounts(), "account", "accounts") + ")";
            }
            to.add(row(who, change, review == null ? null : review.severity(change)));
        }
    }

    private static String who(Diff.RoleChange role) {
        return "whoever has " + Words.object(role.role());
    }

    /** Whether it is given by a binding that is in sight. */
    static boolean isInSight(Grant grant) {
        return !grant.binding().name().isEmpty();
    }

    /** The role and the binding that give it; of a built-in role that somebody may have, where it took that from. */
    static String from(Grant grant) {
        return isInSight(grant) ? Words.from(grant) : Words.object(grant.rule().definedIn());
    }

    /** Who, as a table has it. */
    static String who(Diff.Holder holder) {
        return Escape.text(holder.identity().shown());
    }

    private static Row row(String who, Diff.Change change, Severity severity) {
        return new Row(severity, List.of(who), List.of(change.row().scope()), change, List.of());
    }

    private static List<Row> ordered(List<Row> rows, boolean folding) {
        List<Row> all = folding ? byResource(folded(folded(rows, true), false)) : new ArrayList<>(rows);
        all.sort(WORST_FIRST);
        return all;
    }

    /** Rows that differ in who alone as one; or those that differ in the scope alone. */
    private static List<Row> folded(List<Row> rows, boolean byWho) {
        Map<List<Object>, Row> folded = new LinkedHashMap<>();
        for (Row row : rows) {
            PermissionRow what = row.change().row();
            Diff.Cause cause = row.change().causes().get(0);
            boolean cluster = what.scope().namespace().isEmpty();
            Object where = byWho || cluster ? List.of(row.scopes(), cause) : List.of(row.who(), cause.kind());
            List<Object> key = List.of(
                    where,
                    what.group(),
                    what.resource(),
                    what.names(),
                    what.url(),
                    what.verbs(),
                    row.change().rest().size(),
                    from(what.grants().get(0)));
            Row same = folded.putIfAbsent(key, row);
            if (same != null) {
                List<String> who = byWho ? both(same.who(), row.who()) : same.who();
                List<Scope> scopes = byWho || cluster ? same.scopes() : both(same.scopes(), row.scopes());
                folded.put(key, new Row(worse(same.severity(), row.severity()), who, scopes, same.change(), List.of()));
            }
        }
        return new ArrayList<>(folded.values());
    }

    /** Rows that differ in the resource alone as one: how bad they are is no less a difference. */
    private static List<Row> byResource(List<Row> rows) {
        Map<List<Object>, Row> folded = new LinkedHashMap<>();
        for (Row row : rows) {
            PermissionRow what = row.change().row();
            List<Scope> elsewhere = sameElsewhere(row.change());
            boolean alone = what.isUrl() || !row.change().rest().isEmpty() && elsewhere.isEmpty();
            List<Object> key = List.of(
                    alone ? row : elsewhere,
                    row.severity() == null ? "" : row.severity(),
                    row.who(),
                    row.scopes(),
                    what.names(),
                    what.verbs(),
                    what.reason(),
                    what.scopeUnknown(),
                    places(row.change().causes()),
                    from(what.grants().get(0)));
            Row same = folded.putIfAbsent(key, row);
            if (same != null) {
                List<Diff.Change> more = both(same.more(), List.of(row.change()));
                folded.put(key, new Row(row.severity(), same.who(), same.scopes(), same.change(), more));
            }
        }
        return new ArrayList<>(folded.values());
    }

    /**
     * Where the other side allows the very same, when that is all that it allows of it: what was allowed in a namespace, and
     * is now in the whole cluster. Else nothing.
     */
    static List<Scope> sameElsewhere(Diff.Change change) {
        PermissionRow what = change.row();
        List<Scope> scopes = new ArrayList<>(1);
        for (PermissionRow rest : change.rest()) {
            boolean same = rest.group().equals(what.group())
                    && rest.resource().equals(what.resource())
                    && rest.names().equals(what.names())
                    && rest.verbs().equals(what.verbs())
                    && !rest.isUrl();
            if (!same) {
                return List.of();
            }
            scopes.add(rest.scope());
        }
        return scopes;
    }

    /** The causes; resources of one rule are one. */
    private static List<Object> places(List<Diff.Cause> causes) {
        List<Object> places = new ArrayList<>(causes.size());
        for (Diff.Cause cause : causes) {
            boolean resource = cause.kind() == Diff.Cause.Kind.RESOURCE;
            places.add(resource ? List.of(cause.kind(), cause.object(), cause.rule()) : cause);
        }
        return places;
    }

    private static Severity worse(Severity a, Severity b) {
        return a == null ? b : b == null ? a : a.or(b);
    }

    private static <T> List<T> both(List<T> a, List<T> b) {
        List<T> all = new ArrayList<>(a);
        all.addAll(b);
        return all;
    }
}
