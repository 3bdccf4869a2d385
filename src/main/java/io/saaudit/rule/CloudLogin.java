package io.saaudit.rule;

import io.saaudit.model.Account;
import io.saaudit.model.AwsLogin;
import io.saaudit.model.CloudIdentity;
import io.saaudit.model.ConfigMap;
import io.saaudit.model.Lists;
import io.saaudit.model.Power;
import io.saaudit.model.ServiceAccount;
import io.saaudit.model.Severity;
import io.saaudit.workload.Workloads.Use;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Consumer;

/** SA707: an account stands for an IAM role that logs in to the cluster with more rights than the account has. */
final class CloudLogin implements Rule {
    private static final RuleInfo INFO = new RuleInfo(
            "SA707",
            "cloud-login",
            "An account's IAM role may log in to the cluster and do more there",
            Severity.HIGH,
            "critical with system:masters; else that of the worst power that the login gives, at least high as a node",
            "An account has the annotation eks.amazonaws.com/role-arn, and the ConfigMap kube-system/aws-auth maps that role,"
                    + " under mapRoles, to a user and groups that have a dangerous permission which the account itself has"
                    + " not: by bindings of that user or those groups, as a member of system:masters, or as a node."
                    + " One finding an account.",
            "Where EKS takes logins from aws-auth, whoever gets into a pod of the account takes the role's credential and"
                    + " comes back as that user. Nothing in the account's own bindings shows it, and the audit log has"
                    + " another name for it.",
            "Take the role out of aws-auth, or map it to a group that may only what is needed. Where people or pipelines"
                    + " log in as the role, give the account one of its own that the cluster does not know, and take the account"
                    + " out of the trust policy of the first. Move logins to EKS access entries.",
            "A role is found as EKS finds it: by the ARN without its path, in the same AWS account, in capitals or not; of"
                    + " several entries of a role the last counts. The name of a session is the choice of whoever assumes the role, so"
                    + " that {{SessionName}} stands for every user that a binding names and that it fits. Logins that give"
                    + " nothing dangerous, or no more than the account has, are quiet. Two things no object tells: whether"
                    + " the cluster takes logins from access entries alone, where aws-auth gives nothing, and whether the"
                    + " role's trust policy in AWS lets the account in. Roles by EKS Pod Identity, access entries,"
                    + " mapUsers and mapAccounts are not looked at.",
            List.of(
                    References.OWASP_AUTHORIZATION,
                    DesignReferences.CIS_MASTERS,
                    DesignReferences.AWS_AUTH,
                    DesignReferences.ACCESS_ENTRIES,
                    DesignReferences.IRSA,
                    DesignReferences.BYPASS,
                    DesignReferences.THREAT_CLOUD),
            "0.1");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(Audit audit, Consumer<Finding> found) {
        Map<String, List<LoginRights>> byRole = byRole(audit);
        if (byRole.isEmpty()) {
            return;
        }
        for (Account account : audit.accounts().all()) {
            Case one = null;
            for (ServiceAccount definition : account.definitions()) {
                String role = definition.meta().annotations().getOrDefault(CloudIdentity.AWS_ROLE, "");
                String session = AwsLogin.session(role);
                for (LoginRights rights : byRole.getOrDefault(session, List.of())) {
                    LoginGain gain = rights.beyond(audit, account);
                    if (!gain.isEmpty()) {
                        one = one == null ? new Case(audit, account) : one;
                        one.add(definition, role, gain);
                    }
                }
            }
            if (one != null) {
                found.accept(one.finding());
            }
        }
    }

    /** What lets a role in: aws-auth may be defined several times, and all of that counts. */
    private static Map<String, List<LoginRights>> byRole(Audit audit) {
        Map<String, List<LoginRights>> byRole = new HashMap<>();
        for (ConfigMap map : audit.snapshot().objects().configMaps()) {
            for (AwsLogin login : map.logins()) {
                Lists.of(byRole, login.key()).add(new LoginRights(map, login));
            }
        }
        return byRole;
    }

    /** One account, with all logins that it gains something by. */
    private static final class Case {
        private final Audit audit;
        private final Account account;
        private final Places places;
        private final Facts facts;
        private final TreeSet<String> extent = new TreeSet<>();
        private final List<ServiceAccount> changed = new ArrayList<>(1);
        private LoginGain worst;
        private String worstRole = "";

        Case(Audit audit, Account account) {
            this.audit = audit;
            this.account = account;
            this.places = new Places(audit.snapshot());
            this.facts = new Facts(audit).account(account);
        }

        void add(ServiceAccount definition, String role, LoginGain gain) {
            if (!changed.contains(definition)) {
                changed.add(definition);
                places.add(definition.meta());
                facts.at(
                        account.qualifiedName() + " has the annotation " + CloudIdentity.AWS_ROLE + ": " + role,
                        definition.meta().at());
            }
            gain.tell(facts);
            extent.add("aws " + role);
            gain.extent(extent);
            if (worst == null || isWorse(role, gain)) {
                worst = gain;
                worstRole = role;
            }
        }

        /** Of what is as bad the first by its words: which is shown must not hang on the order of files. */
        private boolean isWorse(String role, LoginGain gain) {
            int c = gain.severity().compareTo(worst.severity());
            c = c != 0 ? c : worstRole.compareTo(role);
            return c > 0 || c == 0 && gain.summary().compareTo(worst.summary()) < 0;
        }

        Finding finding() {
            List<Use> uses = audit.workloads().runningAs(account.namespace(), account.name());
            return new Finding(
                    INFO.id(),
                    worst.severity(),
                    changed.get(0).key(),
                    account.qualifiedName(),
                    List.of(account.identity().user()),
                    "stands for " + worstRole + ", which may, where EKS takes logins from " + Power.AWS_AUTH + ", "
                            + worst.summary() + "; " + Words.users(uses),
                    places.list(),
                    facts.users(uses).list(),
                    List.copyOf(extent),
                    fix());
        }

        /** What else stands in aws-auth may be more than was read of it, so that no text for it is made up. */
        private Fix fix() {
            String pointer = "/metadata/annotations/" + CloudIdentity.AWS_ROLE.replace("/", "~1");
            return new Fix(
                    "Look whether anybody else logs in as the role. If not, take it out of " + Power.AWS_AUTH
                            + "; else map it to a group that may less, or give the account an IAM role of its own and take the"
                            + " account out of the trust policy of this one. Until then the second command takes the role from"
                            + " the pods that start.",
                    Fix.Kind.COMMAND,
                    "kubectl get configmap " + Power.AWS_AUTH + " --namespace " + Power.SYSTEM_NAMESPACE
                            + " --output jsonpath='{.data.mapRoles}'\n"
                            + new Patch().remove(pointer).command(changed.get(0).meta()));
        }
    }
}
