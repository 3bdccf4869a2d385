package io.saaudit.render;

import io.saaudit.model.Account;
import io.saaudit.model.PermissionRow;
import io.saaudit.model.Snapshot;
import java.util.List;

/** What a report tells of accounts; worked out one by one, because a cluster has many. */
public interface AccountPages {
    /** The accounts that a page is wanted for, by name. */
    List<Account> accounts();

    /** What there is to tell of one of them. */
    Story.OfAccount of(Account account);

    /** Live rows of every account. */
    List<PermissionRow> everyAccount();

    /** What all of it was read from. */
    Snapshot snapshot();
}
