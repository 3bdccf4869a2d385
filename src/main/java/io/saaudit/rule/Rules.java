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
            new SubPathToken(),
            new GrantRule(WildcardTexts.EVERYTHING),
            new GrantRule(WildcardTexts.EVERY_VERB),
            new GrantRule(WildcardTexts.EVERY_RESOURCE),
            new GrantRule(WildcardTexts.EVERY_GROUP),
            new GrantRule(WildcardTexts.EVERY_URL),
            new GrantRule(ObjectTexts.READ_SECRETS),
            new GrantRule(ObjectTexts.WRITE_SECRETS),
            new GrantRule(ObjectTexts.CREATE_PODS),
            new GrantRule(ObjectTexts.WRITE_WORKLOADS),
            new GrantRule(ObjectTexts.EXEC),
            new GrantRule(ObjectTexts.EPHEMERAL_CONTAINERS),
            new GrantRule(ObjectTexts.PORTS),
            new GrantRule(ObjectTexts.NODE_PROXY),
            new GrantRule(ObjectTexts.NODES),
            new GrantRule(IdentityTexts.BIND),
            new GrantRule(IdentityTexts.ESCALATE),
            new GrantRule(IdentityTexts.WRITE_BINDINGS),
            new GrantRule(IdentityTexts.IMPERSONATE),
            new GrantRule(IdentityTexts.CREATE_TOKENS),
            new GrantRule(IdentityTexts.WRITE_ACCOUNTS),
            new GrantRule(IdentityTexts.CERTIFICATES),
            new GrantRule(ClusterTexts.ADMISSION),
            new GrantRule(ClusterTexts.VOLUMES),
            new GrantRule(ClusterTexts.NAMESPACES),
            new GrantRule(ClusterTexts.CONTROL),
            new GrantRule(ObjectTexts.SECRETS_BY_WRITES),
            new CreateByName(),
            new RightsByGroupAlone(),
            new AccountForTheTaking(),
            new GrantRule(ClusterTexts.LIFT_GUARD),
            new BindOnBindings());

    private Rules() {}

    /** The rules in the order of their ids. */
    public static List<Rule> all() {
        return ALL;
    }
}
