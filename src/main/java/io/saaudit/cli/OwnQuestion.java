package io.saaudit.cli;

import io.saaudit.model.Account;
import io.saaudit.model.Decision;
import io.saaudit.model.Identity;
import io.saaudit.model.Names;
import io.saaudit.model.Request;
import io.saaudit.model.Target;
import io.saaudit.model.Truth;
import io.saaudit.rbac.Decider;
import io.saaudit.render.RequestAnswer.Offender;
import io.saaudit.render.RequestReasons;
import io.saaudit.rule.OwnRule.Case;
import io.saaudit.workload.Accounts;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Asks what a rule of the configuration asks, of everybody and everywhere that it means. What is not to be allowed must be
 * allowed to none of them, in no namespace and with no name that the patterns match, in sight or not. What is to be
 * allowed must be allowed to each of them, in each namespace in sight that the pattern matches, with any name that it
 * matches.
 */
final class OwnQuestion {
    private final World world;
    private final Decider decider;
    private final RequestReasons reasons;
    private final RequestLine line;
    private final List<Case> broken = new ArrayList<>();
    private final Set<String> unknown = new LinkedHashSet<>();
    private String nobody = "";
    private Identity lacking;

    /** Asks. */
    OwnQuestion(World world, Decider decider, RequestLine line) {
        this.world = world;
        this.decider = decider;
        this.reasons = new RequestReasons(world.snapshot());
        this.line = line;
        List<Identity> identities = identities();
        if (identities.isEmpty()) {
            nobody = "no account in sight is called " + line.user();
        }
        if (line.expected()) {
            wanted(identities);
        } else {
            unwanted(identities);
        }
        if (world.strict()) {
            unknown.clear();
        }
    }

    /** Where the rule does not hold. */
    List<Case> broken() {
        return broken;
    }

    /** Why it is not known whether it holds elsewhere. */
    Set<String> unknown() {
        return unknown;
    }

    /** Why it asks about nothing; empty where it does not. */
    String nobody() {
        return nobody;
    }

    /** {@code NS/NAME} is an account, and so is what a pattern matches; anything else is a user as it stands. */
    private List<Identity> identities() {
        String user = line.user();
        Glob glob = new Glob(user);
        int slash = user.indexOf('/');
        boolean account =
                slash > 0 && Names.isLabel(user.substring(0, slash)) && Names.isSubdomain(user.substring(slash + 1));
        if (!glob.isPattern() && !account && new Identity(user, List.of()).account() == null) {
            return List.of(line.identity(user));
        }
        List<Identity> found = new ArrayList<>();
        for (Account one : world.accounts().all()) {
            String name = one.identity().user();
            if (!one.assumedOnly() && (glob.matches(name) || glob.matches(one.qualifiedName()))) {
                found.add(line.identity(name));
            }
        }
        return found;
    }

    private void unwanted(List<Identity> identities) {
        GlobQuestion question = new GlobQuestion(world, decider, line);
        identities.forEach(question::ask);
        unknown.addAll(question.because());
        for (Offender one : question.offenders()) {
            broken.add(new Case(one.decision(), asked(one.namespace(), one.name()), one.name(), ""));
        }
    }

    private void wanted(List<Identity> identities) {
        if (!(line.request().target() instanceof Target.Resource asked)) {
            identities.forEach(identity -> want(identity, line.request(), "", ""));
            return;
        }
        Glob namespaces = new Glob(asked.namespace());
        Set<String> in = new TreeSet<>();
        if (namespaces.isPattern()) {
            in.addAll(Accounts.namespaces(world.snapshot().objects()));
            in.removeIf(namespace -> !namespaces.matches(namespace));
            if (in.isEmpty() && nobody.isEmpty()) {
                nobody = "no namespace in sight is called " + asked.namespace();
            }
        } else {
            in.add(asked.namespace());
        }
        Glob names = new Glob(asked.name());
        String name = names.isPattern() ? names.anyOther() : asked.name();
        for (Identity identity : identities) {
            for (String namespace : in) {
                want(
                        identity,
                        Request.of(
                                line.request().verb(),
                                asked.group(),
                                asked.resource(),
                                asked.subresource(),
                                namespace,
                                name),
                        namespace,
                        asked.name());
            }
        }
    }

    private void want(Identity identity, Request request, String namespace, String name) {
        Decision decision = decider.review(identity, request);
        if (decision.truth() == Truth.UNKNOWN) {
            unknown.addAll(decision.unknownBecause());
        }
        if (decision.truth() == Truth.NO || decision.truth() == Truth.UNKNOWN && world.strict()) {
            // A name that nothing has stands for those that the pattern matches: the nearest rule is not told of it.
            boolean told = !identity.equals(lacking) && !new Glob(name).isPattern();
            lacking = identity;
            // Without the nearest rules: there may be as many of these as accounts times namespaces.
            Decision no = new Decision(identity, request, Truth.NO, false, List.of(), List.of(), List.of(), List.of());
            broken.add(new Case(no, asked(namespace, name), name, told ? reasons.of(decision) : ""));
        }
    }

    private String asked(String namespace, String name) {
        if (line.request().target() instanceof Target.Resource r) {
            return RequestReasons.question(
                    Request.of(line.request().verb(), r.group(), r.resource(), r.subresource(), namespace, name));
        }
        return RequestReasons.question(line.request());
    }
}
