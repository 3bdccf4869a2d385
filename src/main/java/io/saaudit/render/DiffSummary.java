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
        StringBuilder text = new StringBuilder();
        text.append(
                gaining.isEmpty() && running == 0
                        ? "Nothing is gained"
                        : "Permissions are gained by " + who(gaining, running));
        text.append(losing.isEmpty() ? ", and nothing is lost." : "; some are lost by " + who(losing, 0) + ".");
        int grown = review.grown().size();
        int fresh = review.fresh().size() - grown;
        if (fresh + grown > 0) {
            text.append(' ').append(Words.count(fresh, "finding is new", "findings are new"));
            text.append(grown == 0 ? "" : ", " + Words.count(grown, "has grown", "have grown"));
            text.append(severities(review)).append('.');
        }
        int fixed = review.fixed().size();
        return text.append(fixed == 0 ? "" : " " + Words.count(fixed, "finding is gone.", "findings are gone."))
                .toString();
    }

    /** {@code 2 accounts, 1 group and 1 workload}. */
    private static String who(List<Identity> identities, int workloads) {
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
