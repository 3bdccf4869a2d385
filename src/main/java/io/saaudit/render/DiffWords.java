package io.saaudit.render;

import io.saaudit.model.Binding;
import io.saaudit.model.Grant;
import io.saaudit.model.Identity;
import io.saaudit.model.Note;
import io.saaudit.model.PermissionRow;
import io.saaudit.report.Diff;
import io.saaudit.report.Review;
import io.saaudit.rule.Finding;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A change in words, for every format that people read. Escaped: what comes out of here may be printed. */
final class DiffWords {
    /** Resources that are named beside the first before the rest is counted. */
    private static final int MOST = 5;

    private final Words words;
    private final boolean gained;

    private DiffWords(Words words, boolean gained) {
        this.words = words;
        this.gained = gained;
    }

    /** For what was gained: places are those of the new side. */
    static DiffWords gained(Review review) {
        return new DiffWords(new Words(review.diff().head()), true);
    }

    /** For what was lost: places are those of the old side. */
    static DiffWords lost(Review review) {
        return new DiffWords(new Words(review.diff().base()), false);
    }

    Words words() {
        return words;
    }

    /** {@code get,list secrets named a}, without the scope. */
    static String may(PermissionRow row) {
        return may(row, List.of());
    }

    private static String may(PermissionRow row, List<Diff.Change> more) {
        if (row.isUrl()) {
            return Words.all(row.verbs()) + " " + Words.quoted(row.url());
        }
        StringBuilder text = new StringBuilder(Words.all(row.verbs())).append(' ');
        text.append(Words.resource(row.group(), row.resource()));
        for (int i = 0; i < Math.min(MOST, more.size()); i++) {
            PermissionRow other = more.get(i).row();
            text.append(',').append(Words.resource(other.group(), other.resource()));
        }
        text.append(more.size() > MOST ? " +" + (more.size() - MOST) : "");
        return text.append(row.names().isEmpty() ? "" : " named " + Words.list(row.names()))
                .toString();
    }

    /** The same, with what of it the other side allows too, and on what it hangs. */
    String may(DiffRows.Row of) {
        Diff.Change change = of.change();
        PermissionRow row = change.row();
        StringBuilder text = new StringBuilder(may(row, of.more()));
        if (!row.reason().isEmpty()) {
            text.append(", ").append(Escape.text(row.reason()));
        }
        if (row.scopeUnknown()) {
            text.append(", if the resource is namespaced");
        }
        return text.append(rest(change)).toString();
    }

    /** What the other side allows of it: where that is the very same in fewer places, the places alone. */
    private String rest(Diff.Change change) {
        boolean everybodys = isEverybodys(change.row());
        List<PermissionRow> rest = new ArrayList<>();
        for (PermissionRow row : change.rest()) {
            if (everybodys || !isEverybodys(row)) {
                rest.add(row);
            }
        }
        if (rest.isEmpty()) {
            return "";
        }
        PermissionRow first = rest.get(0);
        boolean elsewhere = !DiffRows.sameElsewhere(change).isEmpty();
        StringBuilder text = new StringBuilder(gained ? " (before: " : " (still: ");
        text.append(elsewhere ? "" : may(first));
        if (!first.scope().equals(change.row().scope())) {
            text.append(elsewhere ? "in " : " in ")
                    .append(Words.quoted(first.scope().toString()));
        }
        return text.append(rest.size() > 1 ? " +" + (rest.size() - 1) : "")
                .append(')')
                .toString();
    }

    /** What every account has goes without saying. */
    private static boolean isEverybodys(PermissionRow row) {
        for (Grant grant : row.grants()) {
            String group = grant.throughGroup() ? grant.matched().name() : "";
            if (!group.equals(Identity.AUTHENTICATED) && !group.equals(Identity.ALL_ACCOUNTS)) {
                return false;
            }
        }
        return true;
    }

    /** What made it so, with the place; of several the first. */
    String because(DiffRows.Row row) {
        Diff.Cause cause = row.change().causes().get(0);
        Set<String> entries = new LinkedHashSet<>();
        entries.add(cause.entry());
        for (Diff.Change other : row.more()) {
            entries.add(other.causes().get(0).entry());
        }
        int more = row.change().causes().size() - 1;
        String place = words.place(cause.at(), false);
        return what(cause, entries.size() - 1)
                + (cause.at() == 0 || place.isEmpty() ? "" : " (" + place + ")")
                + (more > 0 ? " +" + more : "");
    }

    private String what(Diff.Cause cause, int others) {
        String object = Words.object(cause.object());
        String rule = "rule " + cause.rule() + " of " + object;
        String entry = Words.quoted(cause.entry()) + (others > 0 ? " and " + others + " more" : "");
        boolean list = cause.kind() == Diff.Cause.Kind.VERB || cause.kind() == Diff.Cause.Kind.NAME;
        boolean several = others > 0 || list && cause.entry().indexOf(',') >= 0;
        String came = (several ? " are" : " is") + (gained ? " new" : " gone");
        return switch (cause.kind()) {
            case BINDING, ROLE -> object + came;
            case SUBJECT -> "subject " + entry.replace("\"", "") + " of " + object + came;
            case ROLE_REF -> "the roleRef of " + object + (gained ? " is another" : " was another");
            case RULE -> rule + came;
            case CHANGED_RULE -> rule + " has changed";
            case VERB -> (several ? "verbs " : "verb ") + entry + " in " + rule + came;
            case RESOURCE -> entry + " in " + rule + came;
            case API_GROUP -> "API group " + entry + " in " + rule + came;
            case NAME ->
                cause.entry().isEmpty()
                        ? rule + (gained ? " is no longer limited to names" : " is limited to names now")
                        : (several ? "names " : "name ") + entry + " in " + rule + came;
            case LABEL -> "the labels of " + object + (gained ? " make" : " no longer make") + " it a part of another";
            case AGGREGATION_RULE -> "the aggregationRule of " + object + " selects " + (gained ? "more" : "less");
            case ACCOUNT -> "it runs as " + entry + " now";
            case TOKEN -> "the token of " + entry + " is in reach now";
            case BESIDE -> rule + (gained ? " works beside something new" : " no longer works alone");
        };
    }

    /** What a binding gives that is not known. */
    String unknown(Diff.Holder holder, Binding binding) {
        return "what " + DiffRows.who(holder) + (gained ? " gains by " : " had by ") + Words.object(binding.key())
                + words.beside(binding) + ": " + Words.quoted(binding.roleRef().kind()) + " "
                + Words.quoted(binding.roleRef().name()) + " was not read";
    }

    /** What must be said before anything else: why it may be otherwise. */
    static List<String> doubts(Review review) {
        List<String> doubts = new ArrayList<>();
        for (String side : review.empty()) {
            boolean old = side.equals(review.names().get(0));
            doubts.add(
                    Words.quoted(side) + " holds nothing that has to do with accounts, roles, bindings or workloads: "
                            + (old ? "everything is gained." : "nothing is compared."));
        }
        for (Note note : review.refused()) {
            String place = note.origin() == null
                    ? ""
                    : " (" + Escape.text(note.origin().shown()) + ")";
            doubts.add("The server will refuse this: " + Escape.text(note.what()) + place);
        }
        int base = review.diff().base().gaps().size();
        int head = review.diff().head().gaps().size();
        if (base > 0 && !review.empty().contains(review.names().get(0))) {
            doubts.add("Not complete: " + Words.count(base, "file or object", "files or objects") + " of "
                    + Words.quoted(review.names().get(0))
                    + " could not be read. What is gained may have been there before.");
        }
        if (head > 0 && !review.empty().contains(review.names().get(1))) {
            doubts.add("Not complete: " + Words.count(head, "file or object", "files or objects") + " of "
                    + Words.quoted(review.names().get(1))
                    + " could not be read. What is lost may still be there, and more may be gained.");
        }
        return doubts;
    }

    /** {@code Deployment shop/web runs as admin, before as web; a token is in reach: no, now yes}. */
    String workload(Diff.WorkloadChange change) {
        StringBuilder text = new StringBuilder(Words.object(change.owner()));
        String separator = " ";
        if (!change.before().equals(change.after())) {
            text.append(" runs as ")
                    .append(Words.list(change.after()))
                    .append(", before as ")
                    .append(Words.list(change.before()));
            separator = "; ";
        }
        if (change.reachBefore() != change.reachAfter()) {
            text.append(separator)
                    .append(
                            switch (change.reachAfter()) {
                                case YES -> "has a token of its account in reach now";
                                case NO -> "no longer has a token of its account in reach";
                                case UNKNOWN -> "may have a token of its account in reach now";
                            });
        }
        String place = words.place(change.at(), false);
        return text.append(place.isEmpty() ? "" : " (" + place + ")").toString();
    }

    /** A finding with what it has grown by, raw. */
    static String message(Finding finding, Review review) {
        List<String> more = review.grown().getOrDefault(finding.fingerprint(), List.of());
        if (more.isEmpty()) {
            return finding.message();
        }
        return finding.message() + "; grown by " + more.get(0)
                + (more.size() == 1 ? "" : " and " + (more.size() - 1) + " more");
    }

    /** Where a finding is, raw; empty for a cluster. */
    static String where(Finding finding) {
        return finding.places().isEmpty() ? "" : finding.places().get(0).shown();
    }
}
