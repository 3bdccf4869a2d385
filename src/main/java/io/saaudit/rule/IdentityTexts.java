package io.saaudit.rule;

import static io.saaudit.model.Severity.CRITICAL;
import static io.saaudit.model.Severity.HIGH;
import static io.saaudit.model.Severity.LOW;
import static io.saaudit.model.Severity.MEDIUM;

/** Rules about becoming somebody else, or giving oneself more. */
final class IdentityTexts {
    private static final String AS_TARGETS = "limited to names it is as bad as what the worst of them may do";

    static final RuleInfo BIND = GrantTexts.info(
            "SA315",
            "bind-roles",
            "An account may give itself roles that it does not hold",
            CRITICAL,
            HIGH,
            AS_TARGETS + ", and without any right to write bindings it is low",
            "bind roles or clusterroles and create, update or patch the bindings that name them.",
            "The API server lets nobody give away what he does not hold, except with bind: then a binding of any role to any"
                    + " account is written, cluster-admin among them.",
            "Remove bind, or limit it with resourceNames to roles that are harmless.",
            "Limited to names the named roles are looked at: what gives view alone is info. bind without a right to write"
                    + " bindings does nothing by itself and is low. bind on clusterroles through a RoleBinding counts in its"
                    + " namespace, where the API server asks for it; bind on rolebindings is asked for nowhere (SA331).",
            GrantReferences.CIS_ESCALATION,
            References.OWASP_AUTHORIZATION,
            GrantReferences.BIND,
            GrantReferences.PREVENTION,
            GrantReferences.ATTACK_ROLES);

    static final RuleInfo ESCALATE = GrantTexts.info(
            "SA316",
            "escalate-roles",
            "An account may write roles with any permissions",
            CRITICAL,
            HIGH,
            "high where it is limited to names or to new ClusterRoles, medium for new Roles, low without any right to write"
                    + " roles",
            "escalate roles or clusterroles and create, update or patch them.",
            "The API server lets nobody write a permission that he does not hold, except with escalate: a role that the"
                    + " account is bound to already becomes whatever it likes.",
            "Remove escalate; let it write only roles whose rules it holds itself.",
            "escalate without a right to write roles does nothing and is low. With resourceNames it does not go with create:"
                    + " a POST carries no name. Operators that install roles can hold the rules of these instead.",
            GrantReferences.CIS_ESCALATION,
            References.OWASP_AUTHORIZATION,
            GrantReferences.ESCALATE,
            GrantReferences.PREVENTION,
            GrantReferences.ATTACK_ROLES);

    static final RuleInfo WRITE_BINDINGS = GrantTexts.info(
            "SA317",
            "write-bindings",
            "An account may write bindings of what it holds",
            MEDIUM,
            LOW,
            "",
            "create, update or patch rolebindings or clusterrolebindings.",
            "The API server refuses to bind more than the writer holds, so that it gains nothing by itself: but it can pass on"
                    + " all it has, to an account that outlives the cleaning up, and a binding that is deleted can be kept"
                    + " in force by a finalizer.",
            "Remove it where nothing is to be bound; else limit it to one namespace.",
            "Together with bind it is SA315, which is told of the binding that gives bind. delete alone is quiet: it takes"
                    + " rights away and gives none.",
            References.OWASP_AUTHORIZATION,
            GrantReferences.PREVENTION,
            GrantReferences.ATTACK_ROLES);

    static final RuleInfo IMPERSONATE = GrantTexts.info(
            "SA318",
            "impersonate",
            "An account may act as somebody else",
            CRITICAL,
            HIGH,
            AS_TARGETS + "; system:masters is always critical, constrained impersonation high",
            "impersonate serviceaccounts or users; groups beside one of these; or, from Kubernetes 1.36 on, impersonate:MODE"
                    + " on them together with impersonate-on:MODE:VERB.",
            "The request is judged by what the other may do. An account of one namespace is enough to add the group"
                    + " system:masters, which bypasses authorization. A user name is enough for the controller manager, who"
                    + " may create tokens of all accounts.",
            "Remove it, or limit it with resourceNames to identities that hold no more than the account itself.",
            "Limited to names their own permissions are looked at. groups, uids or userextras alone are refused by the API"
                    + " server and quiet; so are users and groups through a RoleBinding, since they are cluster-scoped, and"
                    + " one half of a constrained pair. The names of users do not reach accounts, and an account is asked for"
                    + " by its bare name: what is limited to system:serviceaccount:NAMESPACE:NAME reaches nobody and is quiet (SA506 tells it).",
            GrantReferences.CIS_ESCALATION,
            References.OWASP_AUTHORIZATION,
            GrantReferences.IMPERSONATE);

    static final RuleInfo CREATE_TOKENS = GrantTexts.info(
            "SA319",
            "create-tokens",
            "An account may create tokens of other accounts",
            CRITICAL,
            HIGH,
            AS_TARGETS,
            "create serviceaccounts/token.",
            "A token of any account is had for the asking, for as long as one likes where the server sets no maximum, and it is"
                    + " recorded nowhere but in the audit log.",
            "Limit it with resourceNames to the accounts that it is for.",
            "resourceNames work here: the name is part of the URL. The named accounts are looked at; one that may do nothing"
                    + " dangerous is info.",
            GrantReferences.CIS_TOKENS,
            References.OWASP_AUTHORIZATION,
            GrantReferences.TOKENS,
            References.THREAT_ACCOUNT);

    static final RuleInfo WRITE_ACCOUNTS = GrantTexts.info(
            "SA320",
            "write-accounts",
            "An account may create or change accounts",
            MEDIUM,
            LOW,
            "low, and info through a RoleBinding, without a right to create pods or workloads or to bind",
            "create, update or patch serviceaccounts.",
            "A new account has what its name and its namespace's group are bound to, also by bindings that were forgotten."
                    + " Changing one switches its token on, or names a cloud identity for its pods.",
            "Remove it, or keep it to namespaces where no binding waits for an account.",
            "Alone it is low. get and list of accounts show names and are quiet.",
            References.OWASP_AUTHORIZATION,
            References.REVIEW);

    static final RuleInfo CERTIFICATES = GrantTexts.info(
            "SA321",
            "approve-certificates",
            "An account may have itself certified as somebody else",
            CRITICAL,
            null,
            "high for nodes, low or info where a part is missing, which the finding names",
            "create certificatesigningrequests, update or patch certificatesigningrequests/approval, and approve for the signer"
                    + " kubernetes.io/kube-apiserver-client (any user) or kubernetes.io/kube-apiserver-client-kubelet (any"
                    + " node); or create certificatesigningrequests/nodeclient, which the controller manager approves.",
            "A client certificate names any user and any group but system:masters, and cannot be revoked. That of a node brings"
                    + " the tokens of all pods on it.",
            "Separate creation from approval, and limit approve with resourceNames to the signers that it is for.",
            "All parts are needed; where one is missing the finding is low or info and says which. Other signers are quiet."
                    + " The name of the request does not matter: its creator chooses it.",
            GrantReferences.CIS_APPROVAL,
            References.OWASP_AUTHORIZATION,
            GrantReferences.CERTIFICATES);

    private IdentityTexts() {}
}
