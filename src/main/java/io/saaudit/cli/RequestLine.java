package io.saaudit.cli;

import io.saaudit.model.Identity;
import io.saaudit.model.Request;
import java.util.List;

/**
 * One line of {@code --requests}.
 *
 * @param user user name, or the pattern of one
 * @param groups groups, or null when the line names none
 * @param request what is asked; on a line of patterns its namespace and name may be patterns
 * @param glob whether user, namespace and name are patterns
 * @param expected what {@code allowed} says, or null
 */
record RequestLine(String user, List<String> groups, Request request, boolean glob, Boolean expected) {

    /**
     * Who asks: with the groups of the line, else with those that an account has. As in a SubjectAccessReview, nothing
     * is added to groups that are named, nor to a user that is no account.
     */
    Identity identity(String name) {
        if (groups != null) {
            return new Identity(name, groups);
        }
        Identity nameless = new Identity(name, List.of());
        String[] account = nameless.account();
        return account == null ? nameless : Identity.serviceAccount(account[0], account[1]);
    }
}
