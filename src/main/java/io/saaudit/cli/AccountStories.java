package io.saaudit.cli;

import io.saaudit.model.Account;
import io.saaudit.model.Lists;
import io.saaudit.model.PermissionRow;
import io.saaudit.model.Secret;
import io.saaudit.model.Snapshot;
import io.saaudit.render.AccountPages;
import io.saaudit.render.Story;
import io.saaudit.report.Selection;
import io.saaudit.rule.Audit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The stories of all accounts that a scan looks at, one by one. */
final class AccountStories implements AccountPages {
    private final World world;
    private final Audit audit;
    private final Selection selection;
    private final Runnings runnings;
    private final Stories stories;
    private final Map<String, List<Secret>> secrets = new HashMap<>();

    AccountStories(World world, Audit audit, Selection selection) {
        this.world = world;
        this.audit = audit;
        this.selection = selection;
        this.runnings = new Runnings(world, audit);
        this.stories = new Stories(world, audit, runnings);
        for (Secret secret : world.snapshot().objects().secrets()) {
            if (secret.isServiceAccountToken()) {
                Lists.of(secrets, secret.namespace() + "/" + secret.accountName())
                        .add(secret);
            }
        }
    }

    @Override
    public List<Account> accounts() {
        List<Account> accounts = new ArrayList<>();
        for (Account account : audit.accounts().all()) {
            if (!account.assumedOnly() && selection.shows(account.namespace())) {
                accounts.add(account);
            }
        }
        return accounts;
    }

    @Override
    public Story.OfAccount of(Account account) {
        return stories.account(account, secrets.getOrDefault(account.qualifiedName(), List.of()));
    }

    @Override
    public List<PermissionRow> everyAccount() {
        return runnings.everyAccount();
    }

    @Override
    public Snapshot snapshot() {
        return world.snapshot();
    }
}
