package io.saaudit.cli;

import io.saaudit.model.Decision;
import io.saaudit.model.Identity;
import io.saaudit.model.PolicyRule;
import io.saaudit.model.Request;
import io.saaudit.model.Truth;
import io.saaudit.rbac.Decider;
import io.saaudit.rbac.Holding;
import io.saaudit.rbac.ListedRules;
import io.saaudit.render.VerifyView;
import io.saaudit.source.cluster.ClusterException;
import io.saaudit.source.cluster.Reviews;
import io.saaudit.workload.Accounts;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * Holds the rules that a server lists for somebody in a namespace (SelfSubjectRulesReview) against ours. There is no such
 * review about somebody else: it is asked as them, where that may be done, and it is asked first whether it may.
 */
final class VerifyRules {
    private final World world;
    private final Reviews reviews;
    private final Decider decider;
    private int incomplete;
    private int unknown;

    VerifyRules(World world, Reviews reviews) {
        this.world = world;
        this.reviews = reviews;
        this.decider = world.reviewer();
    }

    /** Whose rules, and where. */
    private record Place(Identity who, String namespace) {}

    /**
     * Asks and compares.
     *
     * @param identities whom to ask about
     * @param most how many lists
     * @param seed what they are drawn by where there are more
     * @throws ClusterException when the server does not answer
     */
    VerifyView.Rules compare(List<Identity> identities, int most, long seed) throws ClusterException {
        List<Place> all = places(identities);
        List<Place> places = drawn(all, most, seed);
        Set<Identity> whom = new LinkedHashSet<>();
        places.forEach(place -> whom.add(place.who()));
        Set<Identity> refused = refused(List.copyOf(whom));
        places.removeIf(place -> refused.contains(place.who()));
        List<Reviews.SelfRules> lists = Asked.all(places, place -> reviews.rulesOf(place.who(), place.namespace()));
        List<VerifyView.RuleDifference> differences = new ArrayList<>();
        int silent = 0;
        for (int i = 0; i < lists.size(); i++) {
            if (lists.get(i) == null) {
                silent++;
                continue;
            }
            VerifyView.RuleDifference difference = difference(places.get(i), lists.get(i));
            if (difference != null) {
                differences.add(difference);
            }
        }
        return new VerifyView.Rules(
                lists.size() - silent,
                all.size(),
                whom.size(),
                refused.size(),
                silent,
                incomplete,
                unknown,
                differences);
    }

    private Set<Identity> refused(List<Identity> whom) throws ClusterException {
        List<Boolean> may = Asked.all(whom, reviews::mayImpersonate);
        Set<Identity> refused = new HashSet<>();
        for (int i = 0; i < whom.size(); i++) {
            if (!may.get(i)) {
                refused.add(whom.get(i));
            }
        }
        return refused;
    }

    /** Everybody that a request can be made as, in each namespace in sight. */
    private List<Place> places(List<Identity> identities) {
        List<Place> places = new ArrayList<>();
        Set<String> namespaces = Accounts.namespaces(world.snapshot().objects());
        for (Identity who : identities) {
            boolean nobody = who.user().isEmpty();
            // Whose rights are not those that the rules say: a node's, and those of the bypass.
            boolean special =
                    who.user().startsWith("system:node:") || who.groups().contains(Identity.MASTERS);
            // A server gives this one to nobody but system:anonymous, who has no other.
            boolean odd = who.groups().contains(Identity.UNAUTHENTICATED)
                    && !who.user().equals(Identity.ANONYMOUS);
            if (!nobody && !special && !odd) {
                namespaces.forEach(namespace -> places.add(new Place(who, namespace)));
            }
        }
        return places;
    }

    /** Of too many those where a RoleBinding counts first, and then any. */
    private List<Place> drawn(List<Place> all, int most, long seed) {
        if (all.size() <= most) {
            return new ArrayList<>(all);
        }
        Map<Identity, Set<String>> bound = new HashMap<>();
        List<Place> first = new ArrayList<>();
        List<Place> others = new ArrayList<>();
        for (Place place : all) {
            Set<String> own = bound.computeIfAbsent(place.who(), who -> {
                Set<String> namespaces = new HashSet<>();
                for (Holding holding : world.state().holdings(who)) {
                    namespaces.add(holding.namespace());
                }
                return namespaces;
            });
            (own.contains(place.namespace()) ? first : others).add(place);
        }
        Random random = new Random(seed);
        Collections.shuffle(first, random);
        Collections.shuffle(others, random);
        first.addAll(others);
        return new ArrayList<>(first.subList(0, most));
    }

    private VerifyView.RuleDifference difference(Place place, Reviews.SelfRules listed) {
        incomplete += listed.incomplete() ? 1 : 0;
        List<PolicyRule> ours = ListedRules.of(world.state(), place.who(), place.namespace());
        boolean[] open = {false};
        List<PolicyRule> more = ListedRules.missing(listed.rules(), ours, place.namespace(), request -> {
            boolean known = known(place.who(), request);
            open[0] |= !known;
            return known;
        });
        List<PolicyRule> less = ListedRules.missing(ours, listed.rules(), place.namespace(), request -> true);
        unknown += open[0] ? 1 : 0;
        return more.isEmpty() && less.isEmpty()
                ? null
                : new VerifyView.RuleDifference(place.who(), place.namespace(), more, less);
    }

    /** Whether we know that it is not allowed: what was not read may allow it. */
    private boolean known(Identity who, Request request) {
        Decision decision = decider.review(who, request);
        return decision.truth() != Truth.UNKNOWN;
    }
}
