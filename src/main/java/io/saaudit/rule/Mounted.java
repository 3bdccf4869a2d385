package io.saaudit.rule;

import io.saaudit.model.Account;
import io.saaudit.model.Truth;
import io.saaudit.model.Workload;
import io.saaudit.workload.Accounts;
import io.saaudit.workload.Workloads.Use;

/** Where tokens are mounted automatically. */
final class Mounted {
    private Mounted() {}

    /** The first member, the surest first, that the token is mounted into; null when it is in none. */
    static Workload first(Audit audit, Use use) {
        Workload maybe = null;
        for (Workload member : use.members()) {
            Truth mounted = audit.tokens().of(member).automount();
            if (mounted == Truth.YES) {
                return member;
            }
            maybe = maybe == null && mounted == Truth.UNKNOWN ? member : maybe;
        }
        return maybe;
    }

    /** The first member that turns the token on that its account turned off; null when none does. */
    static Workload overriding(Audit audit, Use use) {
        Account account = audit.accounts().find(use.owner().namespace(), use.account());
        if (!Boolean.FALSE.equals(Accounts.automount(account))) {
            return null;
        }
        for (Workload member : use.members()) {
            boolean on = Boolean.TRUE.equals(member.pod().automount());
            if (on && audit.tokens().of(member).automount() == Truth.YES) {
                return member;
            }
        }
        return null;
    }

    /** The end of a message about a token that is only assumed to be there. */
    static String doubt(Truth mounted) {
        return mounted == Truth.UNKNOWN ? " (assumed: the account was not read)" : "";
    }
}
