package io.saaudit.render;

import io.saaudit.model.ObjectKey;
import io.saaudit.model.Origin;
import io.saaudit.model.PermissionRow;
import io.saaudit.model.Snapshot;
import io.saaudit.rule.Finding;
import java.util.List;

/**
 * The answer of {@code explain}.
 *
 * @param object the object
 * @param places where it is defined; empty when it was not read
 * @param differing how many definitions of it differ from the first
 * @param builtIn whether it was not read but is one of Kubernetes' own, assumed
 * @param story what there is to tell
 * @param everyAccount live rows that every account has
 * @param unusual those of them that Kubernetes itself does not give
 * @param findings what scan finds on it
 * @param suppressed how many more it finds that are suppressed
 * @param snapshot what was read
 */
public record ExplainView(
        ObjectKey object,
        List<Origin> places,
        int differing,
        boolean builtIn,
        Story story,
        List<PermissionRow> everyAccount,
        List<PermissionRow> unusual,
        List<Finding> findings,
        int suppressed,
        Snapshot snapshot) {}
