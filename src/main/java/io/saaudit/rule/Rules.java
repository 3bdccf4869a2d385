package io.saaudit.rule;

import java.util.List;

/** All rules, by id. A literal list: nothing is searched for at start. */
public final class Rules {
    private static final List<Rule> ALL = List.of(
            new DefaultAccountBound(),
            new PodRunsAsBoundDefault(),
            new NeedlessDefaultToken(),
            new MissingAccount(),
            new LongLivedToken(),
            new ListedTokenSecrets());

    private Rules() {}

    /** The rules in the order of their ids. */
    public static List<Rule> all() {
        return ALL;
    }
}
