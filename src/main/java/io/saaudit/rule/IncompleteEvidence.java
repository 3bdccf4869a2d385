package io.saaudit.rule;

import io.saaudit.model.Gap;
import io.saaudit.model.Lists;
import io.saaudit.model.ObjectKey;
import io.saaudit.model.Origin;
import io.saaudit.model.Severity;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/** SA704: objects of a kind that were asked for and not read, and the rules that may find less for it. */
final class IncompleteEvidence implements Rule {
    private static final RuleInfo INFO = new RuleInfo(
            "SA704",
            "incomplete-evidence",
            "Objects of a kind could not be read, which other rules need",
            Severity.INFO,
            "",
            "Objects of a known kind were asked for and not read: the server refused the list, or broke it off, or a manifest"
                    + " holds one that cannot be read, or that the API server would refuse. One finding a kind and namespace, with the rules that look at"
                    + " such objects.",
            "A rule that finds nothing where it could not look has not passed.",
            "Give the reader the ClusterRole of docs/access.md, or correct the manifest; or declare the kind out of scope"
                    + " (--without).",
            "That something was not read is a gap, with its place and reason, and fails the scan by status 3; this rule only"
                    + " says which others are concerned. It is quiet about input of which nobody knows what it was, because"
                    + " that concerns all of them, and about kinds that --without leaves out, because the head of the report names their rules.",
            List.of(
                    References.REVIEW,
                    new Reference(
                            "Kubernetes documentation (2025)",
                            "Authorization: checking API access",
                            "https://kubernetes.io/docs/reference/access-authn-authz/authorization/#checking-api-access")),
            "0.1");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(Audit audit, Consumer<Finding> found) {
        Map<ObjectKey, List<Gap>> byKind = new TreeMap<>();
        for (Gap gap : audit.snapshot().gaps()) {
            if (!gap.touchesKind().isEmpty() && !concerned(gap.touchesKind()).isEmpty()) {
                String group = Audit.RIGHTS.contains(gap.touchesKind()) ? ObjectKey.RBAC : "";
                Lists.of(byKind, new ObjectKey(group, gap.touchesKind(), gap.touchesNamespace(), "*"))
                        .add(gap);
            }
        }
        for (Map.Entry<ObjectKey, List<Gap>> entry : byKind.entrySet()) {
            found.accept(finding(audit, entry.getKey(), entry.getValue()));
        }
    }

    /** The rules that look at objects of a kind, in words; empty for one that none looks at. */
    private static String concerned(String kind) {
        return Audit.RIGHTS.contains(kind)
                ? "every rule about permissions"
                : String.join(", ", OutOfScope.rules(List.of(kind)));
    }

    private static Finding finding(Audit audit, ObjectKey kind, List<Gap> gaps) {
        Set<Origin> places = new LinkedHashSet<>();
        List<Evidence> evidence = new ArrayList<>();
        for (Gap gap : gaps) {
            if (gap.origin() != null) {
                places.add(gap.origin());
            }
            evidence.add(new Evidence("not read: " + gap.what(), gap.origin()));
        }
        String where = kind.namespace().isEmpty() ? "" : " of " + kind.namespace();
        Gap first = gaps.get(0);
        return new Finding(
                INFO.id(),
                INFO.severity(),
                kind,
                "",
                List.of(),
                "not every " + kind.kind() + where + " could be read, so these may find less than there is: "
                        + concerned(kind.kind()),
                List.copyOf(places),
                evidence,
                List.of("gap"),
                audit.snapshot().fromServer() || first.origin() == null
                        ? new Fix(
                                first.hint().isEmpty()
                                        ? "Read the cluster as somebody who may list them."
                                        : first.hint(),
                                Fix.Kind.COMMAND,
                                "kubectl auth can-i list " + kind.kind().toLowerCase(Locale.ROOT)
                                        + (kind.namespace().isEmpty()
                                                ? " --all-namespaces\n"
                                                : " --namespace " + Quote.shell(kind.namespace()) + "\n"))
                        : new Fix(
                                "Correct the object; a server says the same of it.",
                                Fix.Kind.COMMAND,
                                "kubectl apply --dry-run=server --filename "
                                        + Quote.shell(first.origin().source()) + "\n"));
    }
}
