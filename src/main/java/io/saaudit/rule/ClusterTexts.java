package io.saaudit.rule;

import static io.saaudit.model.Severity.HIGH;
import static io.saaudit.model.Severity.LOW;
import static io.saaudit.model.Severity.MEDIUM;

/** Rules about what guards or serves the whole cluster. */
final class ClusterTexts {
    static final RuleInfo ADMISSION = GrantTexts.info(
            "SA322",
            "write-admission",
            "An account may change what admission does to requests",
            HIGH,
            null,
            "medium for removing guards and for webhook configurations limited to names, low for refusing requests",
            "create, update or patch validatingwebhookconfigurations or mutatingwebhookconfigurations; change"
                    + " mutatingadmissionpolicies (served from Kubernetes 1.36 on) and their bindings; or weaken or delete any"
                    + " of these and validatingadmissionpolicies.",
            "A webhook sees everything that others write, Secrets and TokenReviews included, and a mutating one rewrites it: a"
                    + " container in every new pod, a subject in a binding that an administrator writes. Removing a policy"
                    + " opens what it kept shut.",
            "Limit update and patch with resourceNames to its own configuration.",
            "Limited to names it is medium or low: that is how operators keep the CA of their own webhook, but what a"
                    + " configuration is called for is in it as well. A policy that no binding puts in force does nothing:"
                    + " creating one alone is quiet. Through a RoleBinding none of it has an effect.",
            GrantReferences.CIS_WEBHOOKS,
            References.OWASP_AUTHORIZATION,
            GrantReferences.WEBHOOKS,
            GrantReferences.THREAT_WEBHOOK);

    static final RuleInfo VOLUMES = GrantTexts.info(
            "SA323",
            "create-volumes",
            "An account may create PersistentVolumes",
            HIGH,
            null,
            "critical beside the rights to create a claim and a Pod or workload that mounts it",
            "create persistentvolumes.",
            "A PersistentVolume of the type hostPath or local is a node's own file system, and Pod Security does not look at"
                    + " it: a pod with a claim reads tokens and keys of others from it.",
            "Leave creation to the provisioner of a StorageClass: a claim is enough for a workload.",
            "Provisioners of storage drivers need it: accept it for them. create with names alone and update are quiet;"
                    + " through a RoleBinding it has no effect.",
            GrantReferences.CIS_VOLUMES,
            References.OWASP_AUTHORIZATION,
            GrantReferences.VOLUMES,
            References.THREAT_HOST_PATH);

    static final RuleInfo NAMESPACES = GrantTexts.info(
            "SA324",
            "label-namespaces",
            "An account may change labels of namespaces",
            MEDIUM,
            LOW,
            "low where it is limited to names",
            "update or patch namespaces or namespaces/status, or update namespaces/finalize.",
            "Labels of a namespace decide what Pod Security, network policies, webhooks and admission policies make of it. Both"
                    + " subresources store the labels that they are sent.",
            "Remove it, or refuse changes of these labels by an admission policy.",
            "Through a RoleBinding it reaches the binding's own namespace, and nothing else: that counts. Where the account may"
                    + " make pods there as well it is SA330. create and delete are quiet.",
            References.OWASP_AUTHORIZATION,
            GrantReferences.NAMESPACES,
            GrantReferences.POD_SECURITY);

    static final RuleInfo CONTROL = GrantTexts.info(
            "SA325",
            "change-control-objects",
            "An account may change objects that the cluster is run by",
            MEDIUM,
            LOW,
            "info for other names; aws-auth is high where a cluster of EKS is in sight",
            "update or patch the ConfigMaps of kube-system that DNS, kube-proxy, nodes or logins are set up by; take the leases"
                    + " of the control plane there; write apiservices or change customresourcedefinitions; or delete Events.",
            "They lead traffic, logins and requests to where somebody else wants them: aws-auth maps identities of AWS to"
                    + " groups, system:masters among them, coredns answers for every name, an APIService receives the requests of a whole API group."
                    + " Events that are gone tell nothing.",
            "Limit it with resourceNames to the objects that are its own.",
            "ConfigMaps and leases count in kube-system alone. Named ones other than those, such as a lease of its own for"
                    + " leader election, are info. create alone is quiet: these objects are there. What shows a cluster of EKS is the ConfigMap"
                    + " aws-auth itself, a role that names it, or the server's version. Whether the cluster takes logins from"
                    + " it, or from access entries alone, no object tells: where it is access entries alone, aws-auth gives"
                    + " nothing and the finding can be accepted.",
            References.OWASP_AUTHORIZATION,
            References.RBAC_PRACTICES,
            GrantReferences.AWS_AUTH,
            GrantReferences.THREAT_DNS,
            GrantReferences.THREAT_EVENTS);

    static final RuleInfo LIFT_GUARD = GrantTexts.info(
            "SA330",
            "lift-pod-security",
            "An account may lift Pod Security and make pods then",
            HIGH,
            MEDIUM,
            "high through a RoleBinding where the namespace was read and its label does refuse pods",
            "change the labels of a namespace (SA324), its own by a RoleBinding among them, and create pods or workloads"
                    + " there.",
            "The label pod-security.kubernetes.io/enforce stands on the object that it guards. Who may write both takes it off,"
                    + " starts a privileged pod, and has the node with the tokens of all that runs there, whatever their"
                    + " namespace.",
            "Take the right to change namespaces from tenants, or refuse changes of the label by an admission policy.",
            "Quiet where the namespace was read and its label refuses nothing: then SA324 tells of the right to change it."
                    + " warn and audit labels guard nothing. The built-in roles admin and edit do not let their holders change"
                    + " the namespace.",
            References.OWASP_AUTHORIZATION,
            GrantReferences.NAMESPACES,
            GrantReferences.POD_SECURITY);

    static final RuleInfo APPLIED_BY_CONTROLLER = GrantTexts.info(
            "SA333",
            "applied-by-controller",
            "An account may have a controller apply what it likes",
            MEDIUM,
            MEDIUM,
            "of Argo CD's low through a RoleBinding; low where it is limited to names",
            "create, update or patch Kustomizations or HelmReleases of Flux, HelmCharts or HelmChartConfigs of k3s, or"
                    + " Applications or ApplicationSets of Argo CD.",
            "These objects name a source, and a controller applies what is there: not with the rights of who wrote the object,"
                    + " but with its own, which are those of cluster-admin as Flux, k3s and Argo CD are installed. A binding of"
                    + " any role to any account may be among it.",
            "Give Flux's controllers --no-cross-namespace-refs and --default-service-account, so that each namespace is"
                    + " applied with an account of its own; keep Applications in the namespace of Argo CD and their projects"
                    + " narrow; let nobody but administrators write HelmCharts.",
            "What is not known from manifests: whether the controller runs, in which namespaces it looks, and with whose rights."
                    + " Flux uses those of the account that spec.serviceAccountName or --default-service-account names; Argo CD looks at"
                    + " the Applications of its own namespace and of those that --application-namespaces names, and a project"
                    + " allows sources and destinations. So it is medium and no more. Of a cluster it is quiet where the"
                    + " server does not serve the resource. Sources, projects and templates that only work when another"
                    + " object names them are quiet, and so are the custom resources of other controllers.",
            References.OWASP_AUTHORIZATION,
            GrantReferences.FLUX_TENANCY,
            GrantReferences.ARGO_NAMESPACES,
            GrantReferences.K3S_HELM);

    private ClusterTexts() {}
}
