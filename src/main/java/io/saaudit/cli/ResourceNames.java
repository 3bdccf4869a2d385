package io.saaudit.cli;

import io.saaudit.model.ApiResource;
import io.saaudit.model.CustomResource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;

/** Resolves resources as kubectl does: plurals, singulars, kinds, short names, {@code TYPE.VERSION.GROUP}. */
final class ResourceNames {
    private final List<ApiResource> known;

    /**
     * @param builtIn what the API server serves by itself
     * @param custom CustomResourceDefinitions in sight
     */
    ResourceNames(Collection<ApiResource> builtIn, Collection<CustomResource> custom) {
        known = new ArrayList<>(builtIn);
        for (CustomResource resource : custom) {
            known.add(new ApiResource(
                    resource.group(),
                    resource.plural(),
                    resource.kind(),
                    resource.singular(),
                    resource.shortNames(),
                    resource.namespaced(),
                    new HashSet<>(),
                    new HashSet<>(resource.subresources())));
        }
    }

    /**
     * Finds out what a word means.
     *
     * @param word {@code TYPE}, {@code TYPE/NAME}, {@code TYPE/SUBRESOURCE} or {@code /path}
     * @param subresource the subresource that an option names, or empty
     * @param name the name that an option gives, or empty
     * @throws UsageException when it has no meaning
     */
    ResourceArgument resolve(String word, String subresource, String name) throws UsageException {
        if (word.startsWith("/")) {
            if (!subresource.isEmpty() || !name.isEmpty()) {
                throw new UsageException(word + ": a path has no subresource and no name", "");
            }
            return new ResourceArgument(word, "", "", "", "", List.of());
        }
        int slash = word.indexOf('/');
        String type = slash < 0 ? word : word.substring(0, slash);
        String rest = slash < 0 ? "" : word.substring(slash + 1);
        if (type.isEmpty() || slash >= 0 && rest.isEmpty()) {
            throw new UsageException("\"" + word + "\": no resource", "As in pods, deployments.apps or pods/log.");
        }
        List<String> notes = new ArrayList<>(1);
        ApiResource found = find(type, notes);
        return rest.isEmpty()
                ? new ResourceArgument(null, found.group(), found.resource(), subresource, name, notes)
                : withRest(found, rest, subresource, name, notes);
    }

    /** What stands behind the slash is a subresource where there is one of that name, else a name; options decide. */
    private static ResourceArgument withRest(
            ApiResource found, String rest, String subresource, String name, List<String> notes) throws UsageException {
        if (!subresource.isEmpty() && !name.isEmpty()) {
            throw new UsageException(
                    found.resource() + "/" + rest + ": a subresource and a name are given already", "");
        }
        boolean isSubresource = !name.isEmpty()
                || subresource.isEmpty()
                        && (found.subresources().contains(rest)
                                || found.subresources().contains("*")
                                || found.resource().equals("*"));
        if (isSubresource) {
            if (name.isEmpty()) {
                notes.add("\"" + rest + "\" is taken as the subresource; for an object of that name write --name "
                        + rest);
            }
            return new ResourceArgument(null, found.group(), found.resource(), rest, name, notes);
        }
        if (subresource.isEmpty()) {
            notes.add("\"" + rest + "\" is taken as a name; for a subresource write --subresource " + rest);
        }
        return new ResourceArgument(null, found.group(), found.resource(), subresource, rest, notes);
    }

    private ApiResource find(String type, List<String> notes) {
        if (type.equals("*")) {
            notes.add("* is asked in the core group, as kubectl does; for all groups write *.*");
            return literal("", "*");
        }
        if (type.equals("*.*")) {
            return literal("*", "*");
        }
        String lower = type.toLowerCase(Locale.ROOT);
        int dot = lower.indexOf('.');
        if (dot < 0) {
            return several(matching(lower, null), type, notes);
        }
        String name = lower.substring(0, dot);
        String group = lower.substring(dot + 1);
        List<ApiResource> found = matching(name, group);
        int second = group.indexOf('.');
        if (found.isEmpty() && isVersion(second < 0 ? group : group.substring(0, second))) {
            // TYPE.VERSION.GROUP, and TYPE.VERSION of the core group. RBAC knows no versions.
            found = matching(name, second < 0 ? "" : group.substring(second + 1));
        }
        if (!found.isEmpty()) {
            return found.get(0);
        }
        notes.add("the resource " + type + " is not known: asked as " + type.substring(0, dot) + " of group "
                + type.substring(dot + 1));
        return literal(type.substring(dot + 1), type.substring(0, dot));
    }

    private ApiResource several(List<ApiResource> found, String type, List<String> notes) {
        if (found.isEmpty()) {
            notes.add("the resource " + type + " is not known: asked as it is written, in the core group");
            return literal("", type);
        }
        ApiResource first = found.get(0);
        for (ApiResource other : found) {
            if (!other.group().equals(first.group()) && !other.kind().isEmpty()) {
                notes.add(type + " is taken as that of " + group(first) + "; for that of " + group(other) + " write "
                        + other.resource() + "." + other.group());
                break;
            }
        }
        return first;
    }

    private static String group(ApiResource resource) {
        return resource.group().isEmpty() ? "the core group" : "group " + resource.group();
    }

    /** Resources of this name, those that kubectl would take first at the front. */
    private List<ApiResource> matching(String name, String group) {
        List<ApiResource> byName = new ArrayList<>(2);
        List<ApiResource> byShortName = new ArrayList<>(2);
        for (ApiResource resource : known) {
            if (group != null && !resource.group().equals(group)) {
                continue;
            }
            if (resource.resource().equals(name)
                    || resource.singular().equals(name)
                    || resource.kind().equalsIgnoreCase(name)) {
                byName.add(resource);
            } else if (resource.shortNames().contains(name)) {
                byShortName.add(resource);
            }
        }
        List<ApiResource> found = byName.isEmpty() ? byShortName : byName;
        // The core group first, then what the server serves before what only is asked about or was added.
        found.sort(BY_RANK);
        return found;
    }

    private static final Comparator<ApiResource> BY_RANK = new Comparator<>() {
        @Override
        public int compare(ApiResource a, ApiResource b) {
            return Integer.compare(rank(a), rank(b));
        }
    };

    private static int rank(ApiResource resource) {
        if (resource.kind().isEmpty()) {
            return 3;
        }
        return resource.group().isEmpty() ? 0 : resource.verbs().isEmpty() ? 2 : 1;
    }

    private static boolean isVersion(String text) {
        if (text.length() < 2 || text.charAt(0) != 'v' || text.charAt(1) < '1' || text.charAt(1) > '9') {
            return false;
        }
        for (int i = 2; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < '0' || c > '9') && (c < 'a' || c > 'z')) {
                return false;
            }
        }
        return true;
    }

    private static ApiResource literal(String group, String resource) {
        return new ApiResource(group, resource, "", "", List.of(), true, new HashSet<>(), new HashSet<>());
    }
}
