package io.saaudit.cli;

import io.saaudit.model.Account;
import io.saaudit.model.Decision;
import io.saaudit.model.Gap;
import io.saaudit.model.Identity;
import io.saaudit.model.Request;
import io.saaudit.model.RoleRule;
import io.saaudit.model.Target;
import io.saaudit.model.Truth;
import io.saaudit.rbac.Decider;
import io.saaudit.rbac.Holding;
import io.saaudit.render.RequestAnswer;
import io.saaudit.render.RequestAnswer.Offender;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Answers a line of patterns. The user's pattern stands for the accounts in sight. A namespace's or name's pattern stands
 * for all that it matches, in sight or not: those that bindings and rules of the identity tell apart, and one stranger
 * for all others, which is allowed exactly if every one of them is.
 */
final class GlobQuestion {
    private final World world;
    private final Decider decider;
    private final RequestLine line;
    private final List<Offender> offenders = new ArrayList<>();
    private final Set<String> because = new LinkedHashSet<>();

    GlobQuestion(World world, Decider decider, RequestLine line) {
        this.world = world;
        this.decider = decider;
        this.line = line;
    }

    /** The answer: yes if anybody may, and then who. */
    static RequestAnswer answer(int number, RequestLine line, World world, Decider decider) {
        GlobQuestion question = new GlobQuestion(world, decider, line);
        List<Identity> identities = question.identities();
        identities.forEach(question::ask);
        if (identities.isEmpty() && !world.strict()) {
            // Else a slip in a pattern would pass for a promise that holds.
            question.because.add("no account in sight is called " + line.user());
        }
        Truth truth = !question.offenders.isEmpty()
                ? Truth.YES
                : question.because.isEmpty() || world.strict() ? Truth.NO : Truth.UNKNOWN;
        return new RequestAnswer(
                number,
                truth,
                null,
                identities.size(),
                question.offenders,
                truth == Truth.UNKNOWN ? List.copyOf(question.because) : List.of());
    }

    /** Asks of one more identity. */
    void ask(Identity identity) {
        if (line.request().target() instanceof Target.Resource r) {
            resource(identity, r);
        } else {
            ask(identity, line.request(), "", "");
        }
    }

    /** Who may, of those that were asked about. */
    List<Offender> offenders() {
        return offenders;
    }

    /** What could not be known of the others. */
    Set<String> because() {
        return because;
    }

    private List<Identity> identities() {
        Glob glob = new Glob(line.user());
        if (!glob.isPattern()) {
            return List.of(line.identity(line.user()));
        }
        List<Identity> identities = new ArrayList<>();
        for (Account account : world.accounts().all()) {
            String user = account.identity().user();
            if (!account.assumedOnly() && (glob.matches(user) || glob.matches(account.qualifiedName()))) {
                identities.add(line.identity(user));
            }
        }
        return identities;
    }

    private void resource(Identity identity, Target.Resource asked) {
        Glob namespaces = new Glob(asked.namespace());
        Glob names = new Glob(asked.name());
        List<Holding> holdings = world.state().holdings(identity);
        List<String> strangersFirst = new ArrayList<>();
        strangersFirst.add(namespaces.isPattern() ? namespaces.anyOther() : asked.namespace());
        if (namespaces.isPattern()) {
            strangersFirst.addAll(namespaces(namespaces, holdings));
        }
        Set<String> nameCandidates = names.isPattern() ? names(names, holdings) : Set.of();
        String stranger = names.isPattern() ? names.anyOther() : asked.name();
        Set<String> everywhere = new TreeSet<>();
        for (int i = 0; i < strangersFirst.size(); i++) {
            String namespace = strangersFirst.get(i);
            boolean pattern = i == 0 && namespaces.isPattern();
            String shown = pattern ? namespaces.pattern() : namespace;
            if (ask(identity, in(asked, namespace, stranger), shown, asked.name())) {
                if (pattern) {
                    return;
                }
                continue;
            }
            for (String name : nameCandidates) {
                if (!everywhere.contains(name) && ask(identity, in(asked, namespace, name), shown, name) && pattern) {
                    everywhere.add(name);
                }
            }
        }
    }

    /** Namespaces in which something is bound to the identity, or in which something could not be read. */
    private Set<String> namespaces(Glob glob, List<Holding> holdings) {
        Set<String> found = new TreeSet<>();
        for (Holding holding : holdings) {
            found.add(holding.namespace());
        }
        for (Gap gap : world.snapshot().gaps()) {
            found.add(gap.touchesNamespace());
        }
        found.removeIf(namespace -> namespace.isEmpty() || !glob.matches(namespace));
        return found;
    }

    private static Set<String> names(Glob glob, List<Holding> holdings) {
        Set<String> found = new TreeSet<>();
        for (Holding holding : holdings) {
            if (holding.role() != null) {
                for (RoleRule rule : holding.role().rules()) {
                    found.addAll(rule.policy().resourceNames());
                }
            }
        }
        found.removeIf(name -> name.isEmpty() || !glob.matches(name));
        return found;
    }

    private Request in(Target.Resource asked, String namespace, String name) {
        return Request.of(line.request().verb(), asked.group(), asked.resource(), asked.subresource(), namespace, name);
    }

    private boolean ask(Identity identity, Request request, String namespace, String name) {
        Decision decision = decider.review(identity, request);
        if (decision.truth() == Truth.UNKNOWN) {
            because.addAll(decision.unknownBecause());
        }
        if (decision.truth() == Truth.YES) {
            offenders.add(new Offender(identity, namespace, name, decision));
        }
        return decision.truth() == Truth.YES;
    }
}
