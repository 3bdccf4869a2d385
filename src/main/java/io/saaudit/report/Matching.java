package io.saaudit.report;

import io.saaudit.config.Glob;
import io.saaudit.config.RulePatterns;
import io.saaudit.config.Suppression;
import io.saaudit.model.Binding;
import io.saaudit.model.Identity;
import io.saaudit.model.ObjectKey;
import io.saaudit.model.Origin;
import io.saaudit.rule.Audit;
import io.saaudit.rule.Finding;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * Whether a suppression of the configuration means a finding. Where a finding is about several accounts, namespaces or
 * files, all of them must match: whoever accepts one account has not accepted the others.
 */
final class Matching {
    private final Audit audit;
    private final UnaryOperator<String> relative;
    private Map<ObjectKey, Set<String>> roles;

    Matching(Audit audit, UnaryOperator<String> relative) {
        this.audit = audit;
        this.relative = relative;
    }

    boolean matches(Suppression suppression, Finding finding) {
        return (suppression.rules().isEmpty() || RulePatterns.match(suppression.rules(), finding.rule()))
                && (suppression.account().isEmpty() || accounts(suppression.account(), finding.subjects()))
                && (suppression.namespace().isEmpty() || all(suppression.namespace(), Places.namespaces(finding)))
                && (suppression.object().isEmpty()
                        || all(suppression.object(), List.of(finding.cause().toString())))
                && (suppression.binding().isEmpty()
                        || isBinding(finding.cause()) && named(suppression.binding(), finding.cause()))
                && (suppression.role().isEmpty() || role(suppression.role(), finding.cause()))
                && (suppression.file().isEmpty() || files(suppression.file(), finding.places()));
    }

    private static boolean accounts(List<String> patterns, List<String> subjects) {
        for (String subject : subjects) {
            String shown = new Identity(subject, List.of()).shown();
            if (!any(patterns, subject) && !any(patterns, shown)) {
                return false;
            }
        }
        return !subjects.isEmpty();
    }

    private boolean role(List<String> patterns, ObjectKey cause) {
        if (cause.kind().equals("Role") || cause.kind().equals("ClusterRole")) {
            return named(patterns, cause);
        }
        Set<String> given = isBinding(cause) ? roles().getOrDefault(cause, Set.of()) : Set.of();
        for (String role : given) {
            if (!any(patterns, role) && !any(patterns, role.substring(role.indexOf('/') + 1))) {
                return false;
            }
        }
        return !given.isEmpty();
    }

    /** {@code NAME} or {@code NS/NAME} of the roles that each binding gives: several where its definitions differ. */
    private Map<ObjectKey, Set<String>> roles() {
        if (roles == null) {
            roles = new HashMap<>();
            for (Binding binding : audit.state().bindings()) {
                boolean namespaced = binding.roleRef().kind().equals("Role");
                roles.computeIfAbsent(binding.key(), k -> new TreeSet<>())
                        .add((namespaced ? binding.namespace() + "/" : "")
                                + binding.roleRef().name());
            }
        }
        return roles;
    }

    private boolean files(List<String> patterns, List<Origin> places) {
        for (Origin place : places) {
            String path = relative.apply(place.source());
            boolean found = false;
            for (String pattern : patterns) {
                found |= Glob.matchesPath(pattern, path);
            }
            if (!found) {
                return false;
            }
        }
        return !places.isEmpty();
    }

    private static boolean isBinding(ObjectKey key) {
        return key.group().equals(ObjectKey.RBAC) && key.kind().endsWith("RoleBinding");
    }

    private static boolean named(List<String> patterns, ObjectKey key) {
        return any(patterns, key.name()) || any(patterns, key.qualifiedName());
    }

    private static boolean all(List<String> patterns, Collection<String> texts) {
        for (String text : texts) {
            if (!any(patterns, text)) {
                return false;
            }
        }
        return !texts.isEmpty();
    }

    private static boolean any(List<String> patterns, String text) {
        for (String pattern : patterns) {
            if (Glob.matches(pattern, text)) {
                return true;
            }
        }
        return false;
    }
}
