package io.saaudit.rule;

import io.saaudit.model.Account;
import io.saaudit.model.Binding;
import io.saaudit.model.Decision;
import io.saaudit.model.Grant;
import io.saaudit.model.Identity;
import io.saaudit.model.Lists;
import io.saaudit.model.ObjectKey;
import io.saaudit.model.Origin;
import io.saaudit.model.PolicyRule;
import io.saaudit.model.Scope;
import io.saaudit.model.ServiceAccount;
import io.saaudit.model.Target;
import io.saaudit.workload.Workloads.Use;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * A rule of the configuration: something is to be allowed, or not. What is allowed and should not be is a finding for each
 * binding that gives it; what is not allowed and should be is one for each identity that lacks it.
 */
public final class OwnRule implements Rule {
    private static final int MOST_FACTS = 10;

    private final RuleInfo info;
    private final String message;
    private final String fix;
    private final Origin origin;
    private final List<Case> broken;

    /**
     * Where it does not hold.
     *
     * @param decision who asked, and the answer
     * @param asked the question in words, as {@code create pods/exec in prod}
     * @param name the name asked for, or a pattern that stands for all that it matches; empty for none
     * @param why why, where it is not allowed; else empty
     */
    public record Case(Decision decision, String asked, String name, String why) {}

    /**
     * @param info what it says of itself
     * @param message what is wrong in the configuration's words, or empty
     * @param fix what to do in the configuration's words, or empty
     * @param origin where it stands
     * @param broken where it does not hold
     */
    public OwnRule(RuleInfo info, String message, String fix, Origin origin, List<Case> broken) {
        this.info = info;
        this.message = message.endsWith(".") ? message.substring(0, message.length() - 1) : message;
        this.fix = fix;
        this.origin = origin;
        this.broken = broken;
    }

    @Override
    public RuleInfo info() {
        return info;
    }

    @Override
    public void check(Audit audit, Consumer<Finding> found) {
        Map<ObjectKey, List<Case>> byCause = new TreeMap<>();
        for (Case one : broken) {
            Set<ObjectKey> causes = new LinkedHashSet<>();
            for (Grant grant : one.decision().grants()) {
                causes.add(grant.binding().key());
            }
            if (causes.isEmpty()) {
                causes.add(key(one.decision().identity()));
            }
            for (ObjectKey cause : causes) {
                Lists.of(byCause, cause).add(one);
            }
        }
        for (Map.Entry<ObjectKey, List<Case>> entry : byCause.entrySet()) {
            found.accept(finding(audit, entry.getKey(), entry.getValue()));
        }
    }

    /** The object that an identity is, as far as it is one. */
    private static ObjectKey key(Identity identity) {
        String[] account = identity.account();
        if (account != null) {
            return new ObjectKey("", "ServiceAccount", account[0], account[1]);
        }
        return identity.user().isEmpty()
                ? new ObjectKey(ObjectKey.RBAC, "Group", "", identity.groups().get(0))
                : new ObjectKey(ObjectKey.RBAC, "User", "", identity.user());
    }

    private Finding finding(Audit audit, ObjectKey cause, List<Case> cases) {
        TreeSet<String> subjects = new TreeSet<>();
        TreeSet<String> accounts = new TreeSet<>();
        Set<String> asked = new TreeSet<>();
        List<Grant> grants = new ArrayList<>();
        for (Case one : cases) {
            Identity who = one.decision().identity();
            subjects.add(who.user().isEmpty() ? who.shown() : who.user());
            if (who.account() != null) {
                accounts.add(who.shown());
            }
            asked.add(one.asked());
            for (Grant grant : one.decision().grants()) {
                if (grant.binding().key().equals(cause)) {
                    grants.add(grant);
                }
            }
        }
        Places places = new Places(audit.snapshot());
        places(audit, cause, grants, places);
        return new Finding(
                info.id(),
                info.severity(),
                cause,
                accounts.isEmpty() ? "" : accounts.first(),
                List.copyOf(subjects),
                (message.isEmpty() ? "" : message + ": ") + said(cases, accounts, asked, grants),
                places.list().isEmpty() ? List.of(origin) : places.list(),
                new Details() {
                    @Override
                    Told tell() {
                        return new Told(facts(audit, cases, grants), fix(cases.get(0), grants));
                    }

                    @Override
                    List<String> extent() {
                        return OwnRule.extent(cause, cases);
                    }
                });
    }

    private static Scope scope(Target target) {
        String namespace = target instanceof Target.Resource resource ? resource.namespace() : "";
        return namespace.isEmpty() ? new Scope.ClusterWide() : new Scope.InNamespace(namespace);
    }

    private static List<String> extent(ObjectKey cause, List<Case> cases) {
        TreeSet<String> extent = new TreeSet<>();
        for (Case one : cases) {
            for (Grant grant : one.decision().grants()) {
                if (grant.binding().key().equals(cause)) {
                    extent(
                            one,
                            grant.scope(),
                            grant.rule().policy().resourceNames().isEmpty(),
                            extent);
                }
            }
            if (one.decision().grants().isEmpty()) {
                extent(one, scope(one.decision().request().target()), one.name().isEmpty(), extent);
            }
        }
        return List.copyOf(extent);
    }

    /** What was asked, where it was given: with any name where the rule that gives it names none. */
    private static void extent(Case one, Scope scope, boolean anyName, TreeSet<String> to) {
        List<String> verb = List.of(one.decision().request().verb());
        if (one.decision().request().target() instanceof Target.Resource resource) {
            List<String> names = anyName ? List.of() : List.of(one.name());
            Extent.add(
                    scope,
                    PolicyRule.resources(verb, List.of(resource.group()), List.of(resource.combined()), names),
                    to);
        } else if (one.decision().request().target() instanceof Target.Path path) {
            Extent.add(scope, PolicyRule.urls(verb, List.of(path.path())), to);
        }
    }

    private static void places(Audit audit, ObjectKey cause, List<Grant> grants, Places to) {
        Set<Binding> bindings = new LinkedHashSet<>();
        for (Grant grant : grants) {
            if (bindings.add(grant.binding())) {
                to.add(grant.binding().meta(), grant.binding().subjectAt(grant.subject()));
            }
        }
        if (cause.kind().equals("ServiceAccount")) {
            Account account = audit.accounts().find(cause.namespace(), cause.name());
            List<ServiceAccount> definitions = account == null ? List.of() : account.definitions();
            definitions.forEach(definition -> to.add(definition.meta()));
        }
    }

    private static String said(List<Case> cases, Set<String> accounts, Set<String> asked, List<Grant> grants) {
        Decision first = cases.get(0).decision();
        Set<String> all = new TreeSet<>();
        cases.forEach(one -> all.add(one.decision().identity().shown()));
        String worst =
                accounts.isEmpty() ? all.iterator().next() : accounts.iterator().next();
        StringBuilder text = new StringBuilder();
        if (all.size() > 1) {
            text.append(worst)
                    .append(" and ")
                    .append(Words.count(all.size() - 1, "other"))
                    .append(' ');
        } else if (accounts.isEmpty()) {
            text.append(worst).append(' ');
        }
        boolean allowed = first.bypass() || !grants.isEmpty();
        text.append(allowed ? "may " : "may not ").append(asked.iterator().next());
        if (asked.size() > 1) {
            text.append(" (and ").append(asked.size() - 1).append(" more)");
        }
        if (first.bypass()) {
            return text.append(", as a member of system:masters").toString();
        }
        if (grants.isEmpty()) {
            return text.toString();
        }
        Binding binding = grants.get(0).binding();
        return text.append(" by ")
                .append(Words.role(binding.roleRef()))
                .append(", given by ")
                .append(Words.shortly(binding.key()))
                .toString();
    }

    private List<Evidence> facts(Audit audit, List<Case> cases, List<Grant> grants) {
        Facts facts = new Facts(audit);
        Set<String> told = new LinkedHashSet<>();
        for (Grant grant : grants) {
            String print = grant.binding().key() + "\0" + grant.subject() + "\0"
                    + grant.rule().definedIn() + "\0" + grant.rule().index();
            if (told.size() < MOST_FACTS && told.add(print)) {
                facts.subject(grant).role(grant).rules(grant.role(), List.of(grant.rule()));
            }
        }
        List<Evidence> all = new ArrayList<>(new LinkedHashSet<>(facts.list()));
        for (Case one : cases.subList(0, Math.min(MOST_FACTS, cases.size()))) {
            String[] account = one.decision().identity().account();
            List<Use> uses = account == null ? List.of() : audit.workloads().runningAs(account[0], account[1]);
            all.addAll(new Facts(audit).users(uses).list());
            if (!one.why().isEmpty()) {
                all.add(new Evidence(one.decision().identity().shown() + " may not: " + one.why(), null));
            }
        }
        List<Evidence> each = new ArrayList<>(new LinkedHashSet<>(all));
        each.add(new Evidence(info.id() + " of the configuration: " + info.title(), origin));
        return List.copyOf(each);
    }

    private Fix fix(Case one, List<Grant> grants) {
        if (!grants.isEmpty()) {
            Binding binding = grants.get(0).binding();
            TreeSet<Integer> subjects = new TreeSet<>(Comparator.reverseOrder());
            for (Grant grant : grants) {
                if (grant.binding() == binding) {
                    subjects.add(grant.subject());
                }
            }
            Patch patch = new Patch();
            subjects.forEach(subject -> patch.remove("/subjects/" + subject));
            return new Fix(
                    what("Take the subject out of the binding, as this does, or what is asked out of the role."),
                    Fix.Kind.COMMAND,
                    patch.command(binding.meta()));
        }
        Identity who = one.decision().identity();
        boolean bypass = one.decision().bypass();
        StringBuilder command = new StringBuilder("kubectl auth can-i ")
                .append(Quote.shell(one.decision().request().verb()))
                .append(' ');
        if (one.decision().request().target() instanceof Target.Resource resource) {
            command.append(
                    Quote.shell(resource.resource() + (resource.group().isEmpty() ? "" : "." + resource.group())));
            command.append(
                    resource.subresource().isEmpty() ? "" : " --subresource " + Quote.shell(resource.subresource()));
            command.append(resource.namespace().isEmpty() ? "" : " --namespace " + Quote.shell(resource.namespace()));
        } else if (one.decision().request().target() instanceof Target.Path path) {
            command.append(Quote.shell(path.path()));
        }
        command.append(" --as ").append(Quote.shell(who.user().isEmpty() ? "somebody" : who.user()));
        if (who.account() == null) {
            who.groups().forEach(group -> command.append(" --as-group ").append(Quote.shell(group)));
        }
        String what = bypass
                ? "Take it out of system:masters, which no binding limits; then ask again."
                : "Give it by a role and a binding; then ask again.";
        return new Fix(what(what), Fix.Kind.COMMAND, command.append('\n').toString());
    }

    private String what(String otherwise) {
        return fix.isEmpty() ? otherwise : fix;
    }
}
