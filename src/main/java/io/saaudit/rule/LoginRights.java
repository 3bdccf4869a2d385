package io.saaudit.rule;

import io.saaudit.model.Account;
import io.saaudit.model.AwsLogin;
import io.saaudit.model.ConfigMap;
import io.saaudit.model.Identity;
import io.saaudit.model.Severity;
import io.saaudit.rbac.HeldPower;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What sessions of one entry of aws-auth may do that is dangerous. Worked out once, however many accounts ask. */
final class LoginRights {
    private final ConfigMap map;
    private final AwsLogin login;
    private List<As> all;

    /**
     * Somebody whom the server can take a session for.
     *
     * @param identity user and groups
     * @param powers what that may do, the worst first, without what is harmless
     */
    record As(Identity identity, List<HeldPower> powers) {
        Severity worst() {
            return powers.isEmpty() ? Severity.INFO : powers.get(0).severity();
        }
    }

    private static final Comparator<As> WORST_FIRST = new Comparator<>() {
        @Override
        public int compare(As a, As b) {
            int c = b.worst().compareTo(a.worst());
            return c != 0 ? c : a.identity().user().compareTo(b.identity().user());
        }
    };

    /** @param map the ConfigMap in which the login stands */
    LoginRights(ConfigMap map, AwsLogin login) {
        this.map = map;
        this.login = login;
    }

    /** The worst that an account gains by it. */
    LoginGain beyond(Audit audit, Account account) {
        LoginGain worst = null;
        List<HeldPower> own = Extra.of(audit, account.identity()).powers(audit);
        for (As as : all(audit)) {
            // Those that follow are no worse.
            if (worst != null && worst.severity().compareTo(as.worst()) >= 0) {
                break;
            }
            LoginGain gain = new LoginGain(map, login, as.identity(), beyond(as.powers(), own));
            worst = worst == null || gain.severity().compareTo(worst.severity()) > 0 ? gain : worst;
        }
        return worst;
    }

    private static List<HeldPower> beyond(List<HeldPower> powers, List<HeldPower> own) {
        List<HeldPower> beyond = new ArrayList<>();
        for (HeldPower power : powers) {
            if (!isAmong(power, own)) {
                beyond.add(power);
            }
        }
        return List.copyOf(beyond);
    }

    private static boolean isAmong(HeldPower power, List<HeldPower> own) {
        for (HeldPower other : own) {
            boolean covers =
                    other.scope().namespace().isEmpty() || other.scope().equals(power.scope());
            if (covers
                    && other.power().id().equals(power.power().id())
                    && other.severity().compareTo(power.severity()) >= 0) {
                return true;
            }
        }
        return false;
    }

    private List<As> all(Audit audit) {
        if (all == null) {
            String session = login.key();
            List<String> groups = groups(audit, session);
            List<As> found = new ArrayList<>();
            for (String user :
                    SessionNames.of(login.user(), session, audit.state().boundUsers())) {
                found.add(as(audit, new Identity(user, groups)));
            }
            found.sort(WORST_FIRST);
            all = found;
        }
        return all;
    }

    private static As as(Audit audit, Identity identity) {
        List<HeldPower> powers = new ArrayList<>();
        for (HeldPower power : Extra.compute(audit, identity).powers(audit)) {
            if (power.severity() != Severity.INFO) {
                powers.add(power);
            }
        }
        return new As(identity, List.copyOf(powers));
    }

    private List<String> groups(Audit audit, String session) {
        Set<String> known = new TreeSet<>(audit.state().boundGroups());
        known.add(Identity.MASTERS);
        known.add(LoginGain.NODES);
        Set<String> groups = new TreeSet<>();
        for (String group : login.groups()) {
            groups.addAll(SessionNames.of(group, session, known));
        }
        groups.add(Identity.AUTHENTICATED);
        return List.copyOf(groups);
    }
}
