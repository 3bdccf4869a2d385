package io.saaudit.rule;

import io.saaudit.model.Container;
import io.saaudit.model.ObjectKey;
import io.saaudit.model.Positions;
import io.saaudit.model.Severity;
import io.saaudit.model.Workload;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** SA703: an API server lets in, by its command line, whom RBAC never sees. */
final class OpenApiServer implements Rule {
    private static final String MODE = "--authorization-mode";

    private static final RuleInfo INFO = new RuleInfo(
            "SA703",
            "open-api-server",
            "An API server is started so that RBAC does not decide alone",
            Severity.HIGH,
            "",
            "The command line of kube-apiserver in a pod or template that was read turns anonymous requests on"
                    + " (--anonymous-auth=true), authorizes everything (AlwaysAllow in --authorization-mode, or neither that"
                    + " flag nor --authorization-config), authorizes by a file (ABAC, --authorization-policy-file), or reads"
                    + " tokens from a file (--token-auth-file). One finding a pod or workload.",
            "AlwaysAllow makes every role and binding decoration. ABAC allows what no object in the cluster shows. Tokens in a"
                    + " file never end, are in plain text, and go with the group that stands beside them, system:masters among"
                    + " them. Anonymous requests are what SA401 is about.",
            "Set --authorization-mode=Node,RBAC, and take the other flags away.",
            "The control plane of a managed cluster is not in its objects: then nothing is said, and that is no praise. Where"
                    + " --anonymous-auth is not given the server takes anonymous requests as well, which kubeadm's health checks"
                    + " and joining nodes rely on: reported is only who turns it on.",
            List.of(
                    DesignReferences.CIS_ANONYMOUS,
                    DesignReferences.CIS_TOKEN_FILE,
                    DesignReferences.CIS_ALWAYS_ALLOW,
                    DesignReferences.CIS_RBAC,
                    DesignReferences.OWASP_AUTHENTICATION,
                    DesignReferences.AUTHORIZATION_MODES,
                    DesignReferences.ANONYMOUS),
            "0.1");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    /**
     * Something wrong.
     *
     * @param what the fact, after the workload
     * @param extent the same in a stable form
     * @param flag the flag; null where one is missing
     * @param instead the word to write instead; null to take it out
     */
    private record Wrong(int container, String what, String extent, Container.Flag flag, String instead) {}

    @Override
    public void check(Audit audit, Consumer<Finding> found) {
        Set<ObjectKey> told = new HashSet<>();
        for (Workload workload : audit.snapshot().objects().workloads()) {
            List<Wrong> wrong = wrong(workload);
            if (!wrong.isEmpty() && told.add(workload.key())) {
                found.accept(finding(audit, workload, wrong));
            }
        }
    }

    private static List<Wrong> wrong(Workload workload) {
        List<Wrong> wrong = new ArrayList<>(0);
        List<Container> containers = workload.pod().containers();
        for (int i = 0; i < containers.size(); i++) {
            if (!containers.get(i).serverFlags().isEmpty()) {
                flags(i, containers.get(i).serverFlags(), wrong);
            }
        }
        return wrong;
    }

    private static void flags(int container, List<Container.Flag> flags, List<Wrong> to) {
        boolean decides = false;
        boolean serves = false;
        Container.Flag last = flags.get(0);
        for (Container.Flag flag : flags) {
            last = flag;
            serves |= flag.name().equals("--etcd-servers");
            decides |= flag.name().equals(MODE) || flag.name().equals("--authorization-config");
            String value = flag.value();
            switch (flag.name()) {
                case "--anonymous-auth" -> {
                    if (value.isEmpty() || isTrue(value)) {
                        to.add(new Wrong(
                                container,
                                "turns anonymous requests on",
                                "anonymous-auth",
                                flag,
                                "--anonymous-auth=false"));
                    }
                }
                case MODE -> mode(container, flag, to);
                case "--authorization-policy-file" ->
                    to.add(new Wrong(
                            container, "authorizes by the file " + value, "authorization-policy-file", flag, null));
                case "--token-auth-file" ->
                    to.add(new Wrong(container, "reads tokens from the file " + value, "token-auth-file", flag, null));
                default -> {}
            }
        }
        if (serves && !decides) {
            to.add(new Wrong(
                    container,
                    "has no --authorization-mode, and so allows everything",
                    "authorization-mode",
                    last,
                    MODE + "=Node,RBAC"));
        }
    }

    private static void mode(int container, Container.Flag flag, List<Wrong> to) {
        List<String> modes = List.of(flag.value().split(",", -1));
        List<String> kept = new ArrayList<>(modes);
        kept.removeAll(List.of("AlwaysAllow", "ABAC"));
        if (!kept.contains("RBAC")) {
            kept.add("RBAC");
        }
        String instead = MODE + "=" + String.join(",", kept);
        if (modes.contains("AlwaysAllow")) {
            to.add(new Wrong(
                    container, "allows everything (AlwaysAllow)", "authorization-mode AlwaysAllow", flag, instead));
        } else if (modes.contains("ABAC")) {
            to.add(new Wrong(container, "authorizes by a file (ABAC)", "authorization-mode ABAC", flag, instead));
        }
    }

    /** As Go's ParseBool takes it. */
    private static boolean isTrue(String value) {
        return switch (value) {
            case "1", "t", "T", "TRUE", "true", "True" -> true;
            default -> false;
        };
    }

    private static Finding finding(Audit audit, Workload workload, List<Wrong> wrong) {
        Facts facts = new Facts(audit);
        Set<String> extent = new TreeSet<>();
        for (Wrong one : wrong) {
            extent.add(one.extent());
            facts.at(workload.key() + " " + one.what(), one.flag().at().of(0));
        }
        int more = wrong.size() - 1;
        long at = wrong.get(0).flag().at().of(0);
        return new Finding(
                INFO.id(),
                INFO.severity(),
                workload.key(),
                "",
                List.of(),
                workload.key() + " " + wrong.get(0).what() + (more == 0 ? "" : " (and " + more + " more)"),
                new Places(audit.snapshot())
                        .add(
                                workload.meta(),
                                at == Positions.NONE ? workload.meta().at() : at)
                        .list(),
                facts.list(),
                List.copyOf(extent),
                fix(workload, wrong));
    }

    private static Fix fix(Workload workload, List<Wrong> wrong) {
        Patch patch = new Patch();
        // Of several words of a list the last goes first.
        for (int i = wrong.size() - 1; i >= 0; i--) {
            Wrong one = wrong.get(i);
            Container.Flag flag = one.flag();
            String list = Patch.container(workload, one.container()) + "/" + flag.list() + "/";
            if (one.extent().equals("authorization-mode")) {
                patch.set(list + "-", Quote.json(one.instead()));
                continue;
            }
            if (flag.words() == 2) {
                patch.remove(list + (flag.index() + 1));
            }
            if (one.instead() == null) {
                patch.remove(list + flag.index());
            } else {
                patch.replace(list + flag.index(), Quote.json(one.instead()));
            }
        }
        return new Fix(
                "Let Node and RBAC decide alone.",
                Fix.Kind.COMMAND,
                "# A static pod is a file on the node, such as /etc/kubernetes/manifests/kube-apiserver.yaml: change it there.\n"
                        + patch.locally(workload.meta()));
    }
}
