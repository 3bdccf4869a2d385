package io.saaudit.rule;

import static io.saaudit.model.Severity.CRITICAL;
import static io.saaudit.model.Severity.HIGH;
import static io.saaudit.model.Severity.LOW;
import static io.saaudit.model.Severity.MEDIUM;

/** Rules about wildcards. */
final class WildcardTexts {
    static final RuleInfo EVERYTHING = GrantTexts.info(
            "SA301",
            "everything",
            "An account may do everything",
            CRITICAL,
            HIGH,
            "",
            "use every verb (*) on every resource (*) of every API group (*), by one rule.",
            "Whoever has a token of the account owns the cluster, or the namespace with all its Secrets and accounts, and"
                    + " with that whatever they may do elsewhere. Resources that are added later are included, and so are"
                    + " bind, escalate and impersonate.",
            "List the verbs and resources that it uses, and bind them in the namespaces that it works in.",
            "It stands for all other rules about the same binding.",
            GrantReferences.CIS_WILDCARDS,
            GrantReferences.CIS_CLUSTER_ADMIN,
            References.OWASP_AUTHORIZATION,
            References.RBAC_PRACTICES,
            GrantReferences.THREAT_CLUSTER_ADMIN);

    static final RuleInfo EVERY_VERB = GrantTexts.info(
            "SA302",
            "every-verb",
            "An account may use every verb on a sensitive resource",
            HIGH,
            MEDIUM,
            "at least that of the worst permission that is part of the wildcard",
            "use every verb (*) on Secrets, Pods or their exec, attach and ephemeralcontainers, workloads, accounts or their"
                    + " tokens, users, groups, nodes or their proxy, PersistentVolumes, namespaces, roles and bindings,"
                    + " admission configurations, or certificate requests and signers.",
            "A star means more than the verbs that people have in mind: deletecollection, and on some resources bind,"
                    + " escalate, impersonate, approve or sign, which undo the limits of all other permissions.",
            "List the verbs that it uses, such as get, list and watch.",
            "It stands for the rules about the single permissions in the same rule. The star on other resources, such as the"
                    + " custom resources of an operator itself, is quiet.",
            GrantReferences.CIS_WILDCARDS,
            References.OWASP_AUTHORIZATION,
            References.RBAC_PRACTICES);

    static final RuleInfo EVERY_RESOURCE = GrantTexts.info(
            "SA303",
            "every-resource",
            "An account may use every resource of a built-in group",
            HIGH,
            MEDIUM,
            "at least that of the worst permission that is part of the wildcard",
            "use any verb on every resource (*) of the core, apps, batch or rbac.authorization.k8s.io group.",
            "A star takes in subresources: with get it is pods/exec before Kubernetes 1.35 and nodes/proxy, that is,"
                    + " commands in every container, and in the core group all Secrets. What later versions add comes by"
                    + " itself.",
            "List the resources that it uses.",
            "It stands for the rules about the single permissions in the same rule. The star in a group of custom resources,"
                    + " such as an operator's own, is quiet.",
            GrantReferences.CIS_WILDCARDS,
            References.OWASP_AUTHORIZATION,
            References.RBAC_PRACTICES,
            GrantReferences.REFERRING_TO_RESOURCES);

    static final RuleInfo EVERY_GROUP = GrantTexts.info(
            "SA304",
            "every-group",
            "An account may use a resource in every API group",
            MEDIUM,
            LOW,
            "",
            "use a resource in every API group (*).",
            "Names of resources are not unique: any CustomResourceDefinition or aggregated API may bring another of this"
                    + " name, with contents that nobody thought of when the permission was given.",
            "Name the API groups.",
            "Quiet where every rule that does this is told for something worse, and for the subresource finalizers, as in"
                    + " */finalizers: no API serves it, and it is asked about only where an owner is set that blocks deletion."
                    + " Quiet where the rule has no effect: of cluster-scoped resources through a RoleBinding, such as users"
                    + " and groups, and of pods/* or */*, which match nothing.",
            GrantReferences.CIS_WILDCARDS,
            References.OWASP_AUTHORIZATION,
            References.RBAC_PRACTICES);

    static final RuleInfo EVERY_URL = GrantTexts.info(
            "SA305",
            "every-url",
            "An account may send more than GET to every URL",
            MEDIUM,
            null,
            "",
            "use a verb other than get on the URL pattern * or /*.",
            "Non-resource URLs are the API server's own doors: debugging, profiling and what later versions put there."
                    + " Nothing that runs in a pod needs to write to all of them.",
            "Narrow it to get on the paths that it reads, such as /metrics or /healthz.",
            "get on any path, and any verb on single paths, are quiet. A URL has no namespace: through a RoleBinding it has"
                    + " no effect and is quiet.",
            GrantReferences.CIS_WILDCARDS,
            References.OWASP_AUTHORIZATION,
            GrantReferences.REFERRING_TO_RESOURCES);

    private WildcardTexts() {}
}
