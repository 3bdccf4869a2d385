package io.saaudit.rule;

import io.saaudit.model.Binding;
import io.saaudit.model.Identity;
import io.saaudit.model.Names;
import io.saaudit.model.PolicyRule;
import io.saaudit.model.Role;
import io.saaudit.model.RoleRef;
import io.saaudit.model.RoleRule;
import io.saaudit.model.Subject;
import io.saaudit.rbac.Covers;
import io.saaudit.rbac.Holding;
import java.util.ArrayList;
import java.util.List;

/**
 * Which rule tells what a binding gives to one of its subjects, so that nothing is told twice. The first of these that
 * fits speaks:
 *
 * <ol>
 *   <li>nobody, where an API server or kubeadm gives it by itself (what was added to the role is SA701's);
 *   <li>SA401 to SA405, where the subject is a group, or stands for everybody;
 *   <li>SA101, where it is a default account;
 *   <li>SA406, where the whole cluster is given without limit;
 *   <li>SA407, where it is cluster-admin, admin or edit in a namespace;
 *   <li>the rules of group C, by {@link Precedence}, for everything else.
 * </ol>
 */
final class Speaker {
    static final String NOBODY = "nobody";
    static final String GROUP_C = "SA3";
    static final String DEFAULT_ACCOUNT = "SA101";
    static final String ANONYMOUS = "SA401";
    static final String AUTHENTICATED = "SA402";
    static final String ALL_ACCOUNTS = "SA403";
    static final String ACCOUNTS_OF_NAMESPACE = "SA404";
    static final String SYSTEM_GROUP = "SA405";
    static final String CLUSTER_ADMIN = "SA406";
    static final String ADMIN_IN_NAMESPACE = "SA407";

    private static final String ACCOUNTS_OF = Identity.ALL_ACCOUNTS + ":";
    private static final List<PolicyRule> EVERYTHING = List.of(
            PolicyRule.resources(List.of("*"), List.of("*"), List.of("*"), List.of()),
            PolicyRule.urls(List.of("*"), List.of("*")));

    private Speaker() {}

    /** The id of the rule, {@link #GROUP_C} or {@link #NOBODY}. */
    static String of(Audit audit, Holding holding) {
        Binding binding = holding.binding();
        Subject subject = binding.subjects().get(holding.subject());
        if (binding.assumed() || audit.stock().givesByItself(holding) || Kubeadm.gives(holding)) {
            return NOBODY;
        }
        String ofGroup = ofGroup(subject);
        if (ofGroup != null) {
            return ofGroup;
        }
        if (isDefaultAccount(subject, binding)) {
            return DEFAULT_ACCOUNT;
        }
        return isAccount(subject, binding) ? ofRole(holding) : GROUP_C;
    }

    /** Whether it leaves any of these to the rules of group C. */
    static boolean leaves(Audit audit, List<Holding> holdings) {
        for (Holding holding : holdings) {
            if (of(audit, holding).equals(GROUP_C)) {
                return true;
            }
        }
        return false;
    }

    /** The rule about a subject that stands for many; null for any other. */
    static String ofGroup(Subject subject) {
        String name = subject.name();
        if (subject instanceof Subject.User) {
            return name.equals(Identity.ANONYMOUS) ? ANONYMOUS : null;
        }
        if (!(subject instanceof Subject.Group)) {
            return null;
        }
        switch (name) {
            case Identity.UNAUTHENTICATED:
                return ANONYMOUS;
            case Identity.AUTHENTICATED:
                return AUTHENTICATED;
            case Identity.ALL_ACCOUNTS:
                return ALL_ACCOUNTS;
            case Identity.MASTERS, "system:nodes", "system:bootstrappers", "kubeadm:cluster-admins":
                return SYSTEM_GROUP;
            default:
                break;
        }
        if (name.startsWith(ACCOUNTS_OF) && Names.isLabel(name.substring(ACCOUNTS_OF.length()))) {
            return ACCOUNTS_OF_NAMESPACE;
        }
        return name.startsWith("system:bootstrappers:") ? SYSTEM_GROUP : null;
    }

    private static boolean isAccount(Subject subject, Binding binding) {
        String[] account = account(subject, binding);
        return account != null && Names.isLabel(account[0]);
    }

    /** Whether the subject is a namespace's default account, in either spelling. */
    static boolean isDefaultAccount(Subject subject, Binding binding) {
        if (!subject.name().endsWith("default")) {
            return false; // most are not: looked at before a user name is made
        }
        String[] account = account(subject, binding);
        return account != null && account[1].equals("default") && Names.isLabel(account[0]);
    }

    /** Namespace and name of the account that the subject means, in either spelling; null for any other. */
    static String[] account(Subject subject, Binding binding) {
        if (subject instanceof Subject.ServiceAccountRef ref) {
            // As if the user name were made and split again, which costs more and is done for each subject many times.
            String namespace = ref.namespace().isEmpty() ? binding.namespace() : ref.namespace();
            boolean split = namespace.isEmpty()
                    || ref.name().isEmpty()
                    || namespace.indexOf(':') >= 0
                    || ref.name().indexOf(':') >= 0;
            return split ? null : new String[] {namespace, ref.name()};
        }
        return subject instanceof Subject.User ? new Identity(subject.name(), List.of()).account() : null;
    }

    private static String ofRole(Holding holding) {
        boolean everything = holding.role() != null && isEverything(holding.role());
        if (holding.binding().cluster()) {
            return everything ? CLUSTER_ADMIN : GROUP_C;
        }
        RoleRef ref = holding.binding().roleRef();
        boolean usual = ref.kind().equals("ClusterRole")
                && (ref.name().equals("admin") || ref.name().equals("edit"));
        return everything || usual ? ADMIN_IN_NAMESPACE : GROUP_C;
    }

    /** Whether the role gives all that cluster-admin does: everything on every resource, and every URL. */
    static boolean isEverything(Role role) {
        List<PolicyRule> rules = new ArrayList<>(role.rules().size());
        boolean anyVerb = false;
        for (RoleRule rule : role.rules()) {
            rules.add(rule.policy());
            anyVerb |= rule.policy().verbs().contains("*");
        }
        // Nothing but a star covers a star, and this is asked of every subject of every binding.
        return anyVerb && Covers.all(rules, EVERYTHING);
    }
}
