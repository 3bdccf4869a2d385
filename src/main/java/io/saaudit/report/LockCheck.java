package io.saaudit.report;

import io.saaudit.config.Lock;
import io.saaudit.config.LockLine;
import io.saaudit.model.Binding;
import io.saaudit.model.Grant;
import io.saaudit.model.Identity;
import io.saaudit.model.Lists;
import io.saaudit.model.PermissionRow;
import io.saaudit.model.Permissions;
import io.saaudit.model.PolicyRule;
import io.saaudit.model.Positions;
import io.saaudit.model.Scope;
import io.saaudit.rbac.Difference;
import io.saaudit.rbac.EffectivePermissions;
import io.saaudit.rbac.Holding;
import io.saaudit.rbac.RbacState;
import io.saaudit.rule.LockRule.Beyond;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What everybody may do, as a lock lists it, and what of it a lock does not list. Listed are the effective permissions of
 * each user and group that a binding names: less those of the groups that they are in, and less what an API server gives
 * them by itself. So it plays no part how roles are cut, or what they and their files are called.
 */
public final class LockCheck {
    private final RbacState state;
    private final EffectivePermissions now;
    private final EffectivePermissions usual;
    private final boolean complete;

    /**
     * How what is allowed compares with a lock.
     *
     * @param beyond what it does not list
     * @param gone lines that list what nobody may do any more
     */
    public record Result(List<Beyond> beyond, List<Lock.Entry> gone) {}

    /**
     * @param state roles and bindings
     * @param now what they allow
     * @param usual what an API server allows by itself
     * @param complete whether a role that was not read does not exist
     */
    public LockCheck(RbacState state, EffectivePermissions now, EffectivePermissions usual, boolean complete) {
        this.state = state;
        this.now = now;
        this.usual = usual;
        this.complete = complete;
    }

    /** The lines of a lock that lists all of it, in their order, each once. */
    public List<LockLine> lines() {
        Map<String, LockLine> lines = new HashMap<>();
        for (Identity who : everybody()) {
            List<Permissions> ofGroups = ofGroups(who);
            for (Difference.Gain gain : Difference.gained(List.of(usual.of(who)), now.of(who), ofGroups)) {
                LockLine line = line(who, gain.row());
                LockLine known = lines.get(line.start());
                lines.put(line.start(), known == null ? line : joined(known, line));
            }
            for (Binding binding : unresolved(who, ofGroups)) {
                LockLine line =
                        new LockLine(isGroup(who), name(who), binding.scope().namespace(), null, binding.roleRef());
                lines.put(line.start(), line);
            }
        }
        // Bytewise, as LC_ALL=C sort has them.
        Map<String, LockLine> sorted = new TreeMap<>();
        for (LockLine line : lines.values()) {
            sorted.put(line.text(), line);
        }
        return List.copyOf(sorted.values());
    }

    /** Compares with a lock. */
    public Result against(Lock lock) {
        Map<String, List<LockLine>> listed = new HashMap<>();
        for (Lock.Entry entry : lock.entries()) {
            Lists.of(listed, key(entry.line().group(), entry.line().name())).add(entry.line());
        }
        LockCauses causes = new LockCauses(lock);
        List<Beyond> beyond = new ArrayList<>();
        for (Identity who : everybody()) {
            List<LockLine> lines = lines(who, listed);
            List<Permissions> ofGroups = ofGroups(who);
            List<PermissionRow> rows = new ArrayList<>();
            for (LockLine line : lines) {
                if (line.permission() != null) {
                    rows.add(row(line));
                }
            }
            List<Permissions> base = List.of(usual.of(who), listed(who, rows));
            List<Difference.Gain> gains = Difference.gained(base, now.of(who), ofGroups);
            causes.of(who, gains, beyond);
            for (Binding binding : unresolved(who, ofGroups)) {
                if (!lists(lines, binding)) {
                    beyond.add(unread(who, binding));
                }
            }
        }
        return new Result(beyond, gone(lock));
    }

    private List<Lock.Entry> gone(Lock lock) {
        List<Lock.Entry> gone = new ArrayList<>();
        Map<String, Identity> known = new HashMap<>();
        for (Lock.Entry entry : lock.entries()) {
            LockLine line = entry.line();
            String key = key(line.group(), line.name());
            Identity who = known.computeIfAbsent(
                    key, k -> line.group() ? DiffRun.group(line.name()) : DiffRun.user(line.name()));
            Permissions has = now.of(who);
            boolean there = line.permission() == null
                    ? has.unresolved().stream().anyMatch(binding -> lists(List.of(line), binding))
                    : Difference.gained(has, listed(who, List.of(row(line)))).isEmpty();
            if (!there) {
                gone.add(entry);
            }
        }
        return gone;
    }

    /** Everybody that a binding names: groups, then users. */
    private List<Identity> everybody() {
        List<Identity> all = new ArrayList<>();
        for (String group : new TreeSet<>(state.boundGroups())) {
            all.add(DiffRun.group(group));
        }
        for (String user : new TreeSet<>(state.boundUsers())) {
            all.add(DiffRun.user(user));
        }
        return all;
    }

    private static boolean isGroup(Identity who) {
        return who.user().isEmpty();
    }

    private static String name(Identity who) {
        return isGroup(who) ? who.groups().get(0) : who.user();
    }

    /** What each of the groups allows that somebody is in besides: it is told of them. */
    private List<Permissions> ofGroups(Identity who) {
        List<Permissions> all = new ArrayList<>();
        for (String group : who.groups()) {
            if (!isGroup(who) || !group.equals(name(who))) {
                all.add(now.of(DiffRun.group(group)));
            }
        }
        return all;
    }

    private static String key(boolean group, String name) {
        return (group ? "g" : "u") + name;
    }

    /** What is listed for somebody and for the groups that he is in. */
    private static List<LockLine> lines(Identity who, Map<String, List<LockLine>> listed) {
        List<LockLine> lines = new ArrayList<>();
        if (!isGroup(who)) {
            lines.addAll(listed.getOrDefault(key(false, who.user()), List.of()));
        }
        for (String group : who.groups()) {
            lines.addAll(listed.getOrDefault(key(true, group), List.of()));
        }
        return lines;
    }

    private static Permissions listed(Identity who, List<PermissionRow> rows) {
        return new Permissions(who, rows, List.of(), List.of(), List.of());
    }

    private static LockLine line(Identity who, PermissionRow row) {
        return new LockLine(isGroup(who), name(who), row.scope().namespace(), row.asRule(), null);
    }

    /** Two lines that differ in their verbs alone: live ones, and those for special requests. */
    private static LockLine joined(LockLine one, LockLine other) {
        List<String> verbs = new ArrayList<>(one.permission().verbs());
        for (String verb : other.permission().verbs()) {
            if (!verbs.contains(verb)) {
                verbs.add(verb);
            }
        }
        verbs.sort(EffectivePermissions.verbOrder());
        PolicyRule p = one.permission();
        return new LockLine(
                one.group(),
                one.name(),
                one.namespace(),
                new PolicyRule(verbs, p.apiGroups(), p.resources(), p.resourceNames(), p.nonResourceURLs()),
                null);
    }

    private static PermissionRow row(LockLine line) {
        PolicyRule p = line.permission();
        boolean url = !p.nonResourceURLs().isEmpty();
        return new PermissionRow(
                Scope.of(line.namespace()),
                url ? "" : p.apiGroups().get(0),
                url ? "" : p.resources().get(0),
                p.resourceNames(),
                url ? p.nonResourceURLs().get(0) : "",
                p.verbs(),
                PermissionRow.Standing.LIVE,
                "",
                false,
                List.of(),
                List.of());
    }

    /** Bindings of somebody, and not of the groups that he is in, to roles that were not read and may exist. */
    private List<Binding> unresolved(Identity who, List<Permissions> ofGroups) {
        if (complete) {
            return List.of();
        }
        List<Binding> all = new ArrayList<>(now.of(who).unresolved());
        for (Permissions permissions : ofGroups) {
            all.removeAll(permissions.unresolved());
        }
        return all;
    }

    private static boolean lists(List<LockLine> lines, Binding binding) {
        for (LockLine line : lines) {
            if (line.role() != null
                    && line.role().kind().equals(binding.roleRef().kind())
                    && line.role().name().equals(binding.roleRef().name())
                    && (line.namespace().isEmpty()
                            || line.namespace().equals(binding.scope().namespace()))) {
                return true;
            }
        }
        return false;
    }

    private Beyond unread(Identity who, Binding binding) {
        int subject = 0;
        for (Holding holding : state.holdings(who)) {
            subject = holding.binding() == binding ? holding.subject() : subject;
        }
        long at = binding.subjectAt(subject);
        return new Beyond(
                who,
                null,
                binding.roleRef(),
                binding.scope(),
                new Grant(binding, subject, null, null),
                binding.key(),
                at == Positions.NONE ? binding.meta().at() : at);
    }
}
