package io.saaudit.report;

import io.saaudit.model.Gap;
import io.saaudit.model.Grant;
import io.saaudit.model.Lists;
import io.saaudit.model.ObjectKey;
import io.saaudit.model.Origin;
import io.saaudit.model.PermissionRow;
import io.saaudit.model.Severity;
import io.saaudit.rule.Evidence;
import io.saaudit.rule.Finding;
import io.saaudit.rule.Fix;
import io.saaudit.rule.RuleInfo;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a change grants, as findings for formats that know nothing else: one for each object in the change that gives
 * something, where it gives it.
 */
public final class GainFindings {
    /** The rule that they are of: it is of no catalogue, and no scan has it. */
    public static final RuleInfo RULE = new RuleInfo(
            "GAIN",
            "gained-permission",
            "The change gives permissions",
            Severity.INFO,
            "That of the worst new finding on the same binding or role, else info.",
            "Somebody may do what he could not do before the change.",
            "A change to a role or a binding is easily read as less than it gives.",
            "Leave it out, if it is not meant.",
            "",
            List.of(),
            "");

    private final Review review;
    private final Map<ObjectKey, List<Diff.Change>> changes = new LinkedHashMap<>();
    private final Map<ObjectKey, Set<String>> who = new LinkedHashMap<>();
    private final Map<ObjectKey, Set<Origin>> places = new LinkedHashMap<>();

    private GainFindings(Review review) {
        this.review = review;
    }

    /** The scan of the new side with what is new alone, gains first among equals. */
    public static Report report(Review review) {
        GainFindings found = new GainFindings(review);
        for (Diff.Holder holder : review.diff().holders()) {
            for (Diff.Change change : holder.gained()) {
                found.add(change, holder.identity().shown());
            }
        }
        for (Diff.RoleChange role : review.diff().roles()) {
            for (Diff.Change change : role.gained()) {
                found.add(change, "whoever has " + role.role());
            }
        }
        for (Diff.WorkloadChange workload : review.diff().workloads()) {
            for (Diff.Change change : workload.gained()) {
                found.add(change, workload.owner().toString());
            }
        }
        List<Finding> all = new ArrayList<>(found.findings());
        all.addAll(review.fresh());
        all.sort(Sorting.WORST_FIRST);
        Report head = review.head();
        List<RuleInfo> rules = new ArrayList<>(head.rules());
        rules.add(RULE);
        Gate gate = head.gate();
        Gate judged = new Gate(
                gate.rules(), gate.suppressed(), gate.known(), review.grown(), gate.remarks(), gate.expectations());
        List<Gap> gaps = review.gaps();
        for (String side : review.empty()) {
            gaps.add(Gap.of(Gap.Kind.UNREADABLE, "nothing to compare", "", Origin.of(side)));
        }
        return new Report(
                List.copyOf(all),
                List.copyOf(gaps),
                review.notes(),
                head.summary(),
                List.copyOf(rules),
                head.hidden(),
                judged,
                head.cluster());
    }

    private void add(Diff.Change change, String holder) {
        Diff.Cause cause = change.causes().get(0);
        Lists.of(changes, cause.object()).add(change);
        who.computeIfAbsent(cause.object(), key -> new LinkedHashSet<>()).add(holder);
        Set<Origin> at = places.computeIfAbsent(cause.object(), key -> new LinkedHashSet<>());
        Origin origin = review.diff().head().origin(cause.at());
        if (origin != null) {
            at.add(origin);
        }
    }

    private List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        changes.forEach((object, gained) -> {
            Severity worst = Severity.INFO;
            List<Evidence> evidence = new ArrayList<>();
            for (Diff.Change change : gained) {
                Severity severity = review.severity(change);
                worst = severity == null ? worst : worst.or(severity);
                Grant grant = change.row().grants().get(0);
                evidence.add(new Evidence(
                        what(change.row()) + " by " + grant.role().key(),
                        review.diff().head().origin(grant.rule().at())));
            }
            List<String> holders = List.copyOf(who.get(object));
            String others = holders.size() == 1 ? "" : " and " + (holders.size() - 1) + " more";
            String more = gained.size() == 1 ? "" : " (and " + (gained.size() - 1) + " more)";
            findings.add(new Finding(
                    RULE.id(),
                    worst,
                    object,
                    "",
                    List.of(),
                    holders.get(0) + others + " may now " + what(gained.get(0).row()) + more,
                    List.copyOf(places.get(object)),
                    List.copyOf(evidence),
                    List.of(),
                    new Fix("Leave it out, if it is not meant.", Fix.Kind.YAML, "")));
        });
        return findings;
    }

    /** A row in words: {@code get, list secrets in ns-1}. */
    static String what(PermissionRow row) {
        StringBuilder text = new StringBuilder(String.join(", ", row.verbs())).append(' ');
        if (row.isUrl()) {
            return text.append(row.url()).toString();
        }
        text.append(row.resource()).append(row.group().isEmpty() ? "" : "." + row.group());
        if (!row.names().isEmpty()) {
            text.append(" named ").append(String.join(", ", row.names()));
        }
        // Of a built-in role the binding is not in sight: where it is given is not known.
        if (!row.grants().isEmpty() && row.grants().get(0).binding().name().isEmpty()) {
            return text.toString();
        }
        return text.append(
                        row.scope().namespace().isEmpty()
                                ? " in the cluster"
                                : " in " + row.scope().namespace())
                .toString();
    }
}
