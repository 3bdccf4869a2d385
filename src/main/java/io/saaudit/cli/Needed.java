package io.saaudit.cli;

/** What a command needs of a cluster: nothing else is listed. Files are read as a whole, whatever is needed. */
enum Needed {
    /** Roles and bindings: who may do what. */
    RIGHTS,
    /** Those, with accounts and namespaces. */
    ACCOUNTS,
    /** Those, with what runs as which account. */
    USES,
    /** Everything that findings rest on. */
    ALL
}
