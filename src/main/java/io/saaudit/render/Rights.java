package io.saaudit.render;

import io.saaudit.model.PermissionRow;
import io.saaudit.model.Scope;
import io.saaudit.model.Severity;
import java.util.List;

/**
 * What an account may do.
 *
 * @param holder the account with its permissions
 * @param worstFirst what it may do beyond what Kubernetes gives every account, the most dangerous first: live and limited
 *     rows, and those that every account has because somebody added them
 * @param everyone how many of them every account has; they come last
 * @param dangers the dangerous permissions among them, worst first
 */
public record Rights(
        PermissionsView.Holder holder, List<PermissionRow> worstFirst, int everyone, List<Danger> dangers) {

    /**
     * A dangerous permission.
     *
     * @param title what its holder may do, after "may"
     * @param scope where
     * @param severity how bad that is
     * @param someNames whether it is held for some names of objects only
     */
    public record Danger(String title, Scope scope, Severity severity, boolean someNames) {}
}
