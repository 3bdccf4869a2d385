package io.saaudit.rule;

import io.saaudit.model.PolicyRule;
import io.saaudit.rbac.AskedVerbs;
import io.saaudit.rbac.EffectivePermissions;
import io.saaudit.rbac.KnownResources;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What is wrong with the entries of a rule, which RBAC takes as they are and compares letter by letter (semantics B.3). */
final class Spelling {
    private static final Map<String, String> METHOD_AS_VERB = Map.of("post", "create", "put", "update", "read", "get");
    private static final Map<String, String> VERB_AS_METHOD =
            Map.of("list", "get", "watch", "get", "create", "post", "update", "put");

    /** Subresources that admission of other distributions asks about, and those of CSR approvers. */
    private static final Set<String> ASKED =
            Set.of("endpoints/restricted", "endpointslices/restricted", "certificatesigningrequests/selfnodeserver");

    private static final List<String> MODES =
            List.of("impersonate:", "impersonate-on:", "associated-node:", "arbitrary-node:");

    /**
     * An entry that matches nothing.
     *
     * @param list which list it stands in
     * @param index its index there
     * @param entry the entry
     * @param why what is wrong with it, after the entry
     * @param instead what is meant; null where that is not clear
     * @param unsure whether something that was not read may make it right
     */
    record Slip(Field list, int index, String entry, String why, String instead, boolean unsure) {}

    /** The lists of a rule. */
    enum Field {
        VERBS,
        GROUPS,
        RESOURCES,
        NAMES
    }

    private final KnownResources known;
    private final EffectivePermissions permissions;

    /**
     * @param known what there is
     * @param permissions knows what there was
     */
    Spelling(KnownResources known, EffectivePermissions permissions) {
        this.known = known;
        this.permissions = permissions;
    }

    /** All slips of a rule, by list and index. */
    List<Slip> of(PolicyRule rule) {
        List<Slip> slips = new ArrayList<>();
        groups(rule, slips);
        // What else is wrong is looked for in the groups that are meant.
        PolicyRule meant = slips.isEmpty() && rule.apiGroups().size() < 2
                ? rule
                : new PolicyRule(
                        rule.verbs(),
                        mended(rule.apiGroups(), slips, Field.GROUPS),
                        rule.resources(),
                        rule.resourceNames(),
                        rule.nonResourceURLs());
        if (rule.nonResourceURLs().isEmpty()) {
            for (int i = 0; i < rule.resources().size(); i++) {
                resource(meant, i, slips);
            }
        }
        verbs(meant, slips);
        AccountNames.slips(rule, slips);
        return slips;
    }

    /** The entries of a list as they are meant; those of no likely meaning are left out. */
    static List<String> mended(List<String> entries, List<Slip> slips, Field list) {
        List<String> mended = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            String entry = entries.get(i);
            for (Slip slip : slips) {
                if (slip.list() == list && slip.index() == i) {
                    entry = slip.instead();
                }
            }
            if (entry != null && !mended.contains(entry)) {
                mended.add(entry);
            }
        }
        return mended;
    }

    private void verbs(PolicyRule rule, List<Slip> to) {
        boolean url = !rule.nonResourceURLs().isEmpty();
        boolean own = isOwn(rule);
        List<String> all = url ? AskedVerbs.OF_PATHS : AskedVerbs.OF_RESOURCES;
        for (int i = 0; i < rule.verbs().size(); i++) {
            String verb = rule.verbs().get(i);
            boolean right = all.contains(verb) || !url && isMode(verb);
            if (right || !url && !own) {
                continue; // add-ons ask about verbs of their own on their own resources
            }
            String usual = (url ? VERB_AS_METHOD : METHOD_AS_VERB).get(verb.toLowerCase(Locale.ROOT));
            String lower = verb.toLowerCase(Locale.ROOT);
            List<String> like =
                    usual != null ? List.of(usual) : all.contains(lower) ? List.of(lower) : Likeness.of(lower, all);
            String why = url ? "is no HTTP method in lower case" : "is no verb that a server asks about";
            to.add(new Slip(Field.VERBS, i, verb, why, like.isEmpty() ? null : like.get(0), false));
        }
    }

    private static boolean isMode(String verb) {
        for (String mode : MODES) {
            if (verb.startsWith(mode)) {
                return true;
            }
        }
        return false;
    }

    /** Whether all groups are the API server's own, so that what is not known is not there. */
    private boolean isOwn(PolicyRule rule) {
        for (String group : rule.apiGroups()) {
            if (!known.isBuiltInGroup(group)) {
                return false;
            }
        }
        return !rule.apiGroups().isEmpty();
    }

    private void groups(PolicyRule rule, List<Slip> to) {
        for (int i = 0; i < rule.apiGroups().size(); i++) {
            String group = rule.apiGroups().get(i);
            if (group.equals("*") || known.isGroup(group)) {
                continue;
            }
            int slash = group.indexOf('/');
            if (slash > 0) {
                to.add(slip(i, group, "has a version, and RBAC knows none", group.substring(0, slash)));
            } else if (group.equals("v1") || group.equals("core")) {
                to.add(slip(i, group, "is no API group", ""));
            } else if (group.equals("extensions")) {
                to.add(slip(i, group, "is no longer served since Kubernetes 1.22", null));
            } else if (group.indexOf('.') < 0) {
                // Groups without a dot are Kubernetes' own (apiextensions validation.go).
                List<String> longer = new ArrayList<>();
                for (String other : List.of(group + ".k8s.io", group + ".authorization.k8s.io")) {
                    if (known.isGroup(other)) {
                        longer.add(other);
                    }
                }
                to.add(slip(i, group, "is no API group of Kubernetes", longer.isEmpty() ? null : longer.get(0)));
            }
        }
    }

    private static Slip slip(int index, String group, String why, String instead) {
        return new Slip(Field.GROUPS, index, group, why, instead, false);
    }

    private void resource(PolicyRule rule, int index, List<Slip> to) {
        String entry = rule.resources().get(index);
        int slash = entry.indexOf('/');
        String main = slash < 0 ? entry : entry.substring(0, slash);
        if (entry.endsWith("/*")) {
            to.add(resource(index, entry, "matches nothing: RBAC has no such wildcard", null));
            return;
        }
        boolean any = main.equals("*")
                || rule.apiGroups().contains("*")
                || rule.apiGroups().isEmpty();
        if (any || ASKED.contains(entry)) {
            return;
        }
        boolean custom = false;
        for (String group : rule.apiGroups()) {
            boolean right = slash < 0 ? known.has(group, main) : known.has(group, main, entry.substring(slash + 1));
            if (right) {
                return;
            }
            String gone = permissions.gone(group, entry);
            if (!gone.isEmpty() && !group.equals("extensions")) {
                to.add(resource(index, entry, "is no longer served: " + gone, null));
                return;
            }
            // A custom resource in sight may have subresources that only its controller asks about.
            custom |= !known.isBuiltInGroup(group) && (slash >= 0 || !known.isGroup(group));
        }
        if (!custom) {
            unknown(rule, index, entry, main, to);
        }
    }

    private void unknown(PolicyRule rule, int index, String entry, String main, List<Slip> to) {
        boolean own = isOwn(rule);
        for (String group : rule.apiGroups()) {
            String plural = known.plural(group, main);
            if (plural != null) {
                String rest = entry.substring(main.length());
                to.add(resource(index, entry, "is not how RBAC names it", plural + rest));
                return;
            }
        }
        String lower = entry.toLowerCase(Locale.ROOT);
        for (String group : rule.apiGroups()) {
            if (!lower.equals(entry) && known.has(group, lower)) {
                to.add(resource(index, entry, "is not how RBAC names it", lower));
                return;
            }
        }
        for (String group : rule.apiGroups()) {
            if (known.has(group, main)) {
                String sub = entry.substring(main.length() + 1);
                List<String> like = Likeness.of(sub, known.subresources(group, main));
                to.add(resource(
                        index,
                        entry,
                        "is no subresource of " + main + " that is known",
                        like.isEmpty() ? null : main + "/" + like.get(0)));
                return;
            }
        }
        List<String> elsewhere = known.groupsOf(main);
        elsewhere.sort(null);
        if (!elsewhere.isEmpty() && own) {
            String group = elsewhere.get(0);
            String where = "is no resource of " + names(rule) + "; " + (group.isEmpty() ? "the core group" : group)
                    + " has it";
            to.add(new Slip(Field.RESOURCES, index, entry, where, null, false));
            return;
        }
        List<String> like = new ArrayList<>();
        for (String group : rule.apiGroups()) {
            like.addAll(Likeness.of(main, known.of(group)));
        }
        if (!own && like.isEmpty()) {
            return; // another CustomResourceDefinition of the group may have it, or its controller asks about it
        }
        to.add(new Slip(
                Field.RESOURCES,
                index,
                entry,
                "is no resource of " + names(rule) + " that is known",
                like.isEmpty() ? null : like.get(0) + entry.substring(main.length()),
                !own));
    }

    private static String names(PolicyRule rule) {
        List<String> names = new ArrayList<>();
        for (String group : rule.apiGroups()) {
            names.add(group.isEmpty() ? "the core group" : group);
        }
        return String.join(" or ", names);
    }

    private static Slip resource(int index, String entry, String why, String instead) {
        return new Slip(Field.RESOURCES, index, entry, why, instead, false);
    }
}
