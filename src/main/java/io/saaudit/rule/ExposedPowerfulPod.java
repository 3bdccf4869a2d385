package io.saaudit.rule;

import io.saaudit.model.Ingress;
import io.saaudit.model.PolicyRule;
import io.saaudit.model.RoleRule;
import io.saaudit.model.Service;
import io.saaudit.model.Severity;
import io.saaudit.model.Workload;
import io.saaudit.workload.Workloads.Use;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** SA603: a pod that stands open to the outside holds the token of a powerful account. */
final class ExposedPowerfulPod extends PowerfulWorkload {
    /** What a controller of Ingresses or Gateways does, and hardly anybody else: it says where they are reached. */
    private static final List<PolicyRule> PUBLISHES = List.of(
            status("networking.k8s.io", "ingresses/status"),
            status("extensions", "ingresses/status"),
            status("gateway.networking.k8s.io", "gateways/status"));

    private static final RuleInfo INFO = new RuleInfo(
            "SA603",
            "exposed-powerful-pod",
            "A pod open to the outside holds the token of a powerful account",
            Severity.MEDIUM,
            "info for controllers of Ingresses and Gateways, which are there to be exposed",
            "The pods of a workload are behind a Service of type LoadBalancer or NodePort, or behind one that an Ingress leads"
                    + " to, by the labels that it selects; they run as an account that has, beyond what every account has, a"
                    + " permission of severity high or critical; and a credential of it is in reach. One finding a top owner.",
            "What is reached from outside is broken into first, and here that gives permissions in the cluster at once.",
            "Let a pod without a token take the requests, and keep the permissions in one that is not reached from outside.",
            "An account that may update ingresses/status or gateways/status belongs to a controller that must be exposed: info"
                    + " (SA106 tells of its token). A Service without a selector leads to no pods that can be known.",
            List.of(References.TOKENS_IN_PODS, References.OWASP_AUTHORIZATION, References.THREAT_ACCOUNT),
            "0.1");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    private static PolicyRule status(String group, String resource) {
        return PolicyRule.resources(List.of("update"), List.of(group), List.of(resource), List.of());
    }

    @Override
    Worse worse(Audit audit, Use use, Extra extra) {
        for (Workload member : use.members()) {
            for (Service service : audit.snapshot().objects().services()) {
                String how = selects(service, member) ? how(audit, service) : "";
                if (!how.isEmpty()) {
                    return new Worse(
                            member,
                            publishes(extra) ? Severity.INFO : INFO.severity(),
                            "is open to the outside by " + how + " and holds",
                            "exposed by " + how,
                            service.meta().at());
                }
            }
        }
        return null;
    }

    private static boolean selects(Service service, Workload member) {
        if (service.selector().isEmpty() || !service.namespace().equals(member.namespace())) {
            return false;
        }
        for (Map.Entry<String, String> label : service.selector().entrySet()) {
            if (!label.getValue().equals(member.podLabels().get(label.getKey()))) {
                return false;
            }
        }
        return true;
    }

    /** By what the Service is reached from outside; empty when it is not. */
    private static String how(Audit audit, Service service) {
        if (service.type().equals("LoadBalancer") || service.type().equals("NodePort")) {
            return service.type() + " Service " + service.name();
        }
        for (Ingress ingress : audit.snapshot().objects().ingresses()) {
            if (ingress.namespace().equals(service.namespace())
                    && ingress.services().contains(service.name())) {
                return "Ingress " + ingress.name() + " and Service " + service.name();
            }
        }
        return "";
    }

    private static boolean publishes(Extra extra) {
        List<PolicyRule> rules = new ArrayList<>();
        for (Stock.Part part : extra.parts()) {
            for (RoleRule rule : part.rules()) {
                rules.add(rule.policy());
            }
        }
        for (PolicyRule status : PUBLISHES) {
            // Who may everything is no such controller.
            if (RuleList.gives(rules, status) && !RuleList.gives(rules, "update", List.of("a-group"), "a-resource")) {
                return true;
            }
        }
        return false;
    }

    @Override
    Fix fix(Audit audit, Case one) {
        return withoutToken(
                one,
                "Leave the token out of the pods that take requests, and run what needs the permissions as another"
                        + " workload.");
    }
}
