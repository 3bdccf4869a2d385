package io.saaudit.rule;

import java.util.List;

/** All rules, by id. A literal list: nothing is searched for at start. */
public final class Rules {
    private static final List<Rule> ALL = List.of(
            new DefaultAccountBound(),
            new PodRunsAsBoundDefault(),
            new NeedlessDefaultToken(),
            new DefaultAutomount(),
            new NeedlessToken(),
            new PowerfulToken(),
            new AutomountOverride(),
            new SharedAccount(),
            new MissingAccount(),
            new UnusedBoundAccount(),
            new UnusedAccount(),
            new DeprecatedAccountField(),
            new LongLivedToken(),
            new OldTokenSecret(),
            new UnusedTokenSecret(),
            new InvalidatedTokenSecret(),
            new OrphanTokenSecret(),
            new InlineToken(),
            new ListedTokenSecrets(),
            new MountableSecrets(),
            new LongProjectedToken(),
            new SecondApiToken(),
            new SharedProjectedToken(),
            new TokenInText(),
            new TokenInEnvironment(),
            new HostPathTokens(),
            new MountAtStandardPath(),
            new SubPathToken());

    private Rules() {}

    /** The rules in the order of their ids. */
    public static List<Rule> all() {
        return ALL;
    }
}
