package io.saaudit.render;

import io.saaudit.model.Identity;
import io.saaudit.model.Severity;
import io.saaudit.report.Diff;
import io.saaudit.report.Review;
import java.util.ArrayList;
import java.util.List;

/** The last line of a comparison for people. */
final class DiffSummary {
    private DiffSummary() {}

    /** Who gains and loses, and which findings come and go, in one sentence each. */
    static String of(Review review) {
        if (review.empty().contains(review.names().get(1))) {
            return "Nothing was compared.";
        }
        int running = 0;
        for (Diff.WorkloadChange workload : review.diff().workloads()) {
            running += workload.gained().isEmpty() ? 0 : 1;
        }
        List<Identity> gaining = new ArrayList<>();
        List<Identity> losing = new ArrayList<>();
        for (Diff.Holder holder : review.diff().holders()) {
            if (!holder.gained().isEmpty()) {
                gaining.add(holder.identity());
            }
            if (!holder.lost().isEmpty()) {
                losing.add(holder.identity());
            }
        }
        int taking = 0;
        int giving = 0;
        for (Diff.RoleChange role : review.diff().roles()) {
            taking += role.gained().isEmpty() ? 0 : 1;
            giving += role.lost().isEmpty() ? 0 : 1;
        }
        StringBuilder text = new StringBuilder();
        text.append(
                review.diff().gains()
                        ? "Permissions are gained by " + who(gaining, running, taking)
                        : "Nothing is gained");
        text.append(
                review.diff().losses()
                        ? "; some are lost by " + who(losing, 0, giving) + "."
                        : ", and nothing is lost.");
        int grown = review.grown().size();
        int fresh = review.fresh().size() - grown;
        if (fresh + grown > 0) {
            text.append(' ').append(fresh == 0 ? "" : Words.count(fresh, "finding is new", "findings are new"));
            String has = fresh == 0 ? "finding has grown" : "has grown";
            String have = fresh == 0 ? "findings have grown" : "have grown";
            text.append(fresh > 0 && grown > 0 ? ", " : "").append(grown == 0 ? "" : Words.count(grown, has, have));
            text.append(severities(review)).append('.');
        }
        int fixed = review.fixed().size();
        return text.append(fixed == 0 ? "" : " " + Words.count(fixed, "finding is gone.", "findings are gone."))
                .toString();
    }

    /** {@code 2 accounts, 1 group, 1 workload and whoever has one of 3 built-in roles}. */
    private static String who(List<Identity> identities, int workloads, int roles) {
        int accounts = 0;
        int groups = 0;
        for (Identity identity : identities) {
            accounts += identity.account() == null ? 0 : 1;
            groups += identity.user().isEmpty() ? 1 : 0;
        }
        List<String> parts = new ArrayList<>();
        add(accounts, "account", parts);
        add(identities.size() - accounts - groups, "user", parts);
        add(groups, "group", parts);
        add(workloads, "workload", parts);
        if (roles > 0) {
            parts.add("whoever has " + (roles == 1 ? "a built-in role" : "one of " + roles + " built-in roles"));
        }
        String last = parts.remove(parts.size() - 1);
        return parts.isEmpty() ? last : String.join(", ", parts) + " and " + last;
    }

    private static void add(int count, String what, List<String> parts) {
        if (count > 0) {
            parts.add(Words.count(count, what, what + "s"));
        }
    }

    private static String severities(Review review) {
        StringBuilder text = new StringBuilder();
        Severity[] all = Severity.values();
        for (int i = all.length - 1; i >= 0; i--) {
            int count = review.count(all[i]);
            if (count > 0) {
                text.append(text.isEmpty() ? " (" : ", ")
                        .append(count)
                        .append(' ')
                        .append(all[i].word());
            }
        }
        return text.append(')').toString();
    }
}
