package io.saaudit.rule;

import io.saaudit.model.Severity;
import io.saaudit.model.Workload;
import io.saaudit.workload.Workloads.Use;
import java.util.List;
import java.util.TreeSet;

/** A rule about fields of the pod spec, whoever the account is. */
abstract class PodSpecRule extends WorkloadRule {
    /**
     * A field that meets the rule.
     *
     * @param what the fact, after the workload's name: {@code projects a token …}
     * @param extent the field in a stable form
     * @param at where it stands
     */
    record Hit(String what, String extent, long at) {}

    /** The fields that meet the rule, in the order of the spec. */
    abstract List<Hit> hits(Audit audit, Workload workload);

    /** The fields to change, and to what. */
    abstract Fix fix(Audit audit, Use use, Workload member);

    Severity severity() {
        return info().severity();
    }

    @Override
    final void look(Audit audit, List<Case> found) {
        List<Use> uses = audit.focus().uses(audit);
        // Counted, and not iterated: eight such rules look at every pod of a cluster, and most of them find nothing.
        for (int u = 0; u < uses.size(); u++) {
            Use use = uses.get(u);
            List<Workload> members = use.members();
            Workload shown = null;
            List<Hit> first = List.of();
            TreeSet<String> extent = null;
            Workload last = null;
            for (int m = 0; m < members.size(); m++) {
                Workload member = members.get(m);
                // Pods of one owner mostly share a spec.
                boolean same = last != null
                        && last.pod() == member.pod()
                        && last.isPod() == member.isPod()
                        && last.meta().stored() == member.meta().stored();
                last = member;
                List<Hit> hits = same ? List.of() : hits(audit, member);
                if (hits.isEmpty()) {
                    continue;
                }
                if (shown == null) {
                    shown = member;
                    first = hits;
                    extent = new TreeSet<>();
                }
                for (Hit hit : hits) {
                    extent.add(hit.extent());
                }
            }
            if (shown != null) {
                found.add(theCase(use, shown, first, List.copyOf(extent)));
            }
        }
    }

    private Case theCase(Use use, Workload member, List<Hit> hits, List<String> extent) {
        int more = hits.size() - 1;
        String message = Words.shortly(use.owner()) + " " + hits.get(0).what()
                + (more == 0 ? "" : " (and " + Words.count(more, "more place") + ")");
        return new Case(use, member, hits.get(0).at(), severity(), message, extent);
    }

    @Override
    final List<Evidence> evidence(Audit audit, Case one) {
        Facts facts = new Facts(audit);
        for (Hit hit : hits(audit, one.member())) {
            facts.at(one.member().key() + " " + hit.what(), hit.at());
        }
        return facts.user(one.use()).list();
    }

    @Override
    final Fix fix(Audit audit, Case one) {
        return fix(audit, one.use(), one.member());
    }
}
