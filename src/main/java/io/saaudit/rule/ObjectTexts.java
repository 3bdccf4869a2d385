package io.saaudit.rule;

import static io.saaudit.model.Severity.CRITICAL;
import static io.saaudit.model.Severity.HIGH;
import static io.saaudit.model.Severity.LOW;
import static io.saaudit.model.Severity.MEDIUM;

/** Rules about Secrets, Pods, workloads and nodes. */
final class ObjectTexts {
    static final RuleInfo READ_SECRETS = GrantTexts.info(
            "SA306",
            "read-secrets",
            "An account may read Secrets",
            HIGH,
            MEDIUM,
            "info where it is limited to names",
            "get, list or watch Secrets.",
            "list and watch show the contents of all Secrets, not their names alone, and get shows those whose name one"
                    + " knows or can guess. Among them are tokens of other accounts, keys and passwords.",
            "If it reads a Secret that is known: allow get with its name in resourceNames, or mount the Secret.",
            "Limited to names it is told as info: list and watch with names show the contents of these, too. Other API groups"
                    + " that have secrets are quiet.",
            GrantReferences.CIS_SECRETS,
            References.OWASP_AUTHORIZATION,
            GrantReferences.SECRETS,
            GrantReferences.THREAT_SECRETS);

    static final RuleInfo WRITE_SECRETS = GrantTexts.info(
            "SA307",
            "write-secrets",
            "An account may create or change Secrets",
            HIGH,
            MEDIUM,
            "limited to names low, but high again where it may create and patch the same name",
            "create, update or patch Secrets.",
            "A Secret of the type service-account-token that names an account is filled with a token of it that never expires:"
                    + " together with any way to see it (get, the answer to a patch, a pod that mounts it) that is every"
                    + " account of the namespace. Others can be replaced by what an attacker chooses.",
            "Allow update and patch with resourceNames, and no create.",
            "create with names alone has no effect and is quiet: a POST carries no name. An update of one named Secret is"
                    + " low. Controllers that issue certificates need it: accept it for them.",
            GrantReferences.CIS_SECRETS,
            GrantReferences.CIS_TOKENS,
            References.OWASP_AUTHORIZATION,
            GrantReferences.SECRETS);

    static final RuleInfo CREATE_PODS = GrantTexts.info(
            "SA308",
            "create-pods",
            "An account may create Pods",
            HIGH,
            MEDIUM,
            "",
            "create Pods, or create and patch those of a name, which server-side apply makes a creation of.",
            "A pod runs as any account of its namespace and mounts any Secret of it, and nobody is asked. Without Pod"
                    + " Security it may also take over a node.",
            "Let it create Jobs in a namespace of their own, with no other accounts or Secrets, that enforces the restricted"
                    + " Pod Security standard.",
            "create with names alone has no effect and is quiet; so are PodTemplates. update and patch of Pods are SA332: their"
                    + " account cannot be changed, their image can.",
            GrantReferences.CIS_PODS,
            References.OWASP_AUTHORIZATION,
            GrantReferences.WORKLOADS,
            GrantReferences.THREAT_NEW_CONTAINER);

    static final RuleInfo WRITE_WORKLOADS = GrantTexts.info(
            "SA309",
            "write-workloads",
            "An account may create or change workloads",
            HIGH,
            MEDIUM,
            "medium, and low through a RoleBinding, where it is limited to names",
            "create Deployments, DaemonSets, StatefulSets, ReplicaSets, ReplicationControllers, Jobs or CronJobs, or update or"
                    + " patch them.",
            "Their controllers make the pods, with any account of the namespace and any of its Secrets: it is as good as"
                    + " creating Pods, and what it leaves behind starts again by itself.",
            "Allow update of the workloads that it manages with resourceNames, in their namespace; for images or replicas"
                    + " alone prefer the scale subresource or a controller of your own.",
            "update and patch of Jobs are quiet, their template cannot be changed; so are scale subresources,"
                    + " autoscalers, disruption budgets and ControllerRevisions.",
            GrantReferences.CIS_PODS,
            References.OWASP_AUTHORIZATION,
            GrantReferences.WORKLOADS,
            GrantReferences.THREAT_NEW_CONTAINER);

    static final RuleInfo EXEC = GrantTexts.info(
            "SA310",
            "exec",
            "An account may run commands in Pods",
            HIGH,
            MEDIUM,
            "medium, and low through a RoleBinding, where it is limited to names",
            "create pods/exec or pods/attach; before Kubernetes 1.35 also get them. Unless --kube-version says otherwise, or"
                    + " the server, the older one is assumed.",
            "Whoever runs a command in a container has its token, its Secrets and its network. With get alone it goes by"
                    + " websocket, until Kubernetes 1.35 asked for create as well.",
            "Remove it; for debugging bind it to people for as long as it takes.",
            "get alone is quiet with --kube-version 1.35 and later. pods/* matches nothing and is quiet, and so is"
                    + " list.",
            References.OWASP_AUTHORIZATION,
            References.RBAC_PRACTICES,
            GrantReferences.THREAT_EXEC);

    static final RuleInfo EPHEMERAL_CONTAINERS = GrantTexts.info(
            "SA311",
            "ephemeral-containers",
            "An account may put containers into running Pods",
            HIGH,
            MEDIUM,
            "medium, and low through a RoleBinding, where it is limited to names",
            "update or patch pods/ephemeralcontainers.",
            "An ephemeral container of any image shares the network of the Pod and can mount its volumes, the token among"
                    + " them: it is as good as running commands there.",
            "Remove it; for debugging bind it to people for as long as it takes.",
            "create and get of it do nothing and are quiet: it is asked for with PUT or PATCH.",
            References.OWASP_AUTHORIZATION,
            GrantReferences.WORKLOADS,
            GrantReferences.THREAT_EXEC);

    static final RuleInfo PORTS = GrantTexts.info(
            "SA312",
            "reach-ports",
            "An account may reach ports of Pods through the API server",
            MEDIUM,
            LOW,
            "low, and info through a RoleBinding, where it is limited to names",
            "create pods/portforward (before Kubernetes 1.35 also get it), or use pods/proxy or services/proxy.",
            "The API server connects to ports that network policies and the loopback address were to protect: debugging"
                    + " doors, administration, databases without a password.",
            "Remove it, or name the Services with resourceNames (for a proxy as SCHEME:NAME:PORT).",
            "Dashboards use services/proxy: accept it for them by name.",
            References.OWASP_AUTHORIZATION,
            References.RBAC_PRACTICES);

    static final RuleInfo NODE_PROXY = GrantTexts.info(
            "SA313",
            "node-proxy",
            "An account may use the kubelet of nodes",
            CRITICAL,
            null,
            "high where it is limited to some nodes",
            "get or create nodes/proxy.",
            "The kubelet runs commands in every container of the node for it, those of the control plane included, past"
                    + " admission and past the API server's audit log. get is enough: a websocket opens with a GET, and the"
                    + " kubelet asks for nothing more in any version.",
            "Give the narrow rights instead: nodes/metrics, nodes/stats and nodes/log, and from Kubernetes 1.33 on also"
                    + " nodes/pods, nodes/healthz and nodes/configz.",
            "The narrow rights are quiet: they only read. Before 1.33 an agent that reads /pods or /configz of a kubelet had"
                    + " no other way. nodes/proxy through a RoleBinding has no effect.",
            GrantReferences.CIS_NODE_PROXY,
            References.OWASP_AUTHORIZATION,
            GrantReferences.NODE_PROXY,
            GrantReferences.KUBELET,
            GrantReferences.THREAT_KUBELET);

    static final RuleInfo NODES = GrantTexts.info(
            "SA314",
            "change-nodes",
            "An account may change nodes",
            MEDIUM,
            null,
            "low where it is limited to names",
            "update or patch nodes or nodes/status.",
            "Labels and taints decide where pods run: powerful ones can be drawn to a node that is under control. The status"
                    + " holds the address to which the API server sends what is meant for the kubelet.",
            "Remove it; controllers that label nodes can be limited to names, or by an admission policy.",
            "Cloud controllers need it: accept it for them. get and list are quiet.",
            References.OWASP_AUTHORIZATION,
            References.RBAC_PRACTICES);

    static final RuleInfo SECRETS_BY_WRITES = GrantTexts.info(
            "SA326",
            "read-secrets-by-writes",
            "An account may read Secrets in the answers to its writes",
            HIGH,
            MEDIUM,
            "info where it is limited to names",
            "patch, delete or deletecollection Secrets by a binding that does not let it read them.",
            "The answer to a patch that changes nothing is the whole Secret; so is that to a delete with"
                    + " propagationPolicy Foreground, and a deletecollection answers with all that it deletes: each also with"
                    + " dryRun=All, so that nothing is changed. No permission to read is asked for.",
            "Take it for reading: leave patch, delete and deletecollection out, or limit patch and delete with"
                    + " resourceNames.",
            "Quiet where the same binding lets it read as many Secrets anyway (SA306). update answers with what it was sent"
                    + " and is quiet, and so is create.",
            GrantReferences.CIS_SECRETS,
            References.OWASP_AUTHORIZATION,
            GrantReferences.SECRETS,
            GrantReferences.THREAT_SECRETS);

    static final RuleInfo OTHER_IMAGES = GrantTexts.info(
            "SA332",
            "change-pods",
            "An account may run other images in Pods that are there",
            HIGH,
            MEDIUM,
            "medium, and low through a RoleBinding, where it is limited to names",
            "update or patch Pods, by a binding that does not let it create Pods or workloads there.",
            "A write to a Pod may change the image of its containers. The kubelet then starts the new image with the token,"
                    + " the Secrets, the volumes and the privileges that the Pod has: it is as good as running commands"
                    + " there.",
            "Let it write what it needs of a Pod by a subresource, such as pods/status; where it only sets labels or"
                    + " annotations, have an admission policy refuse its changes of images.",
            "The account of a Pod cannot be changed, nor can volumes or privileges, so that the Pods that are there are all"
                    + " it reaches. Quiet where the same binding lets it create Pods (SA308) or write workloads (SA309), which"
                    + " is more. pods/status, pods/resize and other subresources are quiet; pods/ephemeralcontainers is SA311.",
            References.OWASP_AUTHORIZATION,
            GrantReferences.WORKLOADS,
            GrantReferences.UPDATE_PODS,
            GrantReferences.THREAT_EXEC);

    private ObjectTexts() {}
}
