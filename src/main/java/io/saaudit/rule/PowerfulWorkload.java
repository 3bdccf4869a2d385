package io.saaudit.rule;

import io.saaudit.model.Account;
import io.saaudit.model.Severity;
import io.saaudit.model.Truth;
import io.saaudit.model.Workload;
import io.saaudit.workload.Workloads.Use;
import java.util.ArrayList;
import java.util.List;

/** A rule about workloads that hold the token of a powerful account in a place where it is worse than elsewhere. */
abstract class PowerfulWorkload extends WorkloadRule {
    /**
     * What makes it worse.
     *
     * @param member the pod or template in which it shows
     * @param what the fact, after the workload's name
     * @param field the same in a stable form, for the extent
     * @param at the field in it
     */
    record Worse(Workload member, Severity severity, String what, String field, long at) {}

    /** What makes it worse for this owner; null when nothing does. */
    abstract Worse worse(Audit audit, Use use, Extra extra);

    @Override
    final void look(Audit audit, List<Case> found) {
        for (Account account : audit.focus().accounts(audit)) {
            List<Use> uses = audit.workloads().runningAs(account.namespace(), account.name());
            if (uses.isEmpty()) {
                continue;
            }
            Extra extra = Extra.of(audit, account.identity());
            if (!extra.isPowerful(audit)) {
                continue;
            }
            String may = null;
            List<String> extent = null;
            for (Use use : uses) {
                Worse worse = hasToken(audit, use) ? worse(audit, use, extra) : null;
                if (worse != null) {
                    // The same for all that run as it, and most are nothing worse.
                    if (may == null) {
                        may = " the token of " + account.name() + ", which may " + extra.summary(audit);
                        extent = extra.extentOfPowers(audit);
                    }
                    List<String> all = new ArrayList<>(extent);
                    all.add(worse.field());
                    found.add(new Case(
                            use,
                            worse.member(),
                            worse.at(),
                            worse.severity(),
                            Words.shortly(use.owner()) + " " + worse.what() + may,
                            List.copyOf(all)));
                }
            }
        }
    }

    /** Whether a credential of the account is in reach of a container. */
    static boolean hasToken(Audit audit, Use use) {
        Workload most = audit.tokens().mostExposing(use);
        return audit.tokens().ofItsAccount(most, audit.tokens().of(most)) != Truth.NO;
    }

    @Override
    List<Evidence> evidence(Audit audit, Case one) {
        Account account = audit.accounts().of(one.member());
        Facts facts = new Facts(audit)
                .at(one.member().key() + ": " + one.extent().get(one.extent().size() - 1), one.at())
                .user(one.use())
                .account(account);
        Extra.of(audit, account.identity()).tell(audit, facts);
        return facts.list();
    }

    /** The pod without the token. */
    static Fix withoutToken(Case one, String what) {
        Use use = one.use();
        Manifest manifest = new Manifest();
        if (use.ownerRead()) {
            manifest.podField(use.members().get(0), "automountServiceAccountToken", "false");
        } else {
            manifest.comment("in the pod template of " + use.owner() + " too, where it says otherwise")
                    .account(use.owner().namespace(), use.account(), false);
        }
        return new Fix(what, Fix.Kind.YAML, manifest.toString());
    }
}
