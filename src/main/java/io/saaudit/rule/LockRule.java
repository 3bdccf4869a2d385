package io.saaudit.rule;

import io.saaudit.model.Grant;
import io.saaudit.model.Identity;
import io.saaudit.model.Lists;
import io.saaudit.model.ObjectKey;
import io.saaudit.model.Origin;
import io.saaudit.model.PermissionRow;
import io.saaudit.model.Positions;
import io.saaudit.model.RoleRef;
import io.saaudit.model.Scope;
import io.saaudit.model.Severity;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * The rule of a lock: nobody may do what it does not list. One finding for each object that gives more: the role where a
 * rule is what is new, else the binding. No selection leaves it out, and nothing but the lock accepts what it finds.
 */
public final class LockRule implements Rule {
    /** Its id. */
    public static final String ID = "LOCK";

    /** Its name. */
    public static final String NAME = "beyond-the-lock";

    private static final int MOST = 10;

    private final RuleInfo info;
    private final String file;
    private final String command;
    private final List<Beyond> beyond;

    /**
     * Something that the lock does not list.
     *
     * @param who who may do it
     * @param row what; null where a role gives it that was not read
     * @param role that role, or null
     * @param scope where
     * @param grant what gives it; of a role that was not read without a rule
     * @param cause the object that is to be changed
     * @param at the place in it that made it so
     */
    public record Beyond(
            Identity who, PermissionRow row, RoleRef role, Scope scope, Grant grant, ObjectKey cause, long at) {}

    /**
     * @param file the lock, as messages name it
     * @param command writes the lock again
     * @param beyond what it does not list
     */
    public LockRule(String file, String command, List<Beyond> beyond) {
        this.info = info(file);
        this.file = file;
        this.command = command;
        this.beyond = beyond;
    }

    /** What it says of itself. */
    public static RuleInfo info(String file) {
        return new RuleInfo(
                ID,
                NAME,
                "Somebody may do what " + file + " does not list",
                Severity.HIGH,
                "",
                "An account, a user or a group may do something, alone or as a member of groups, that no line of "
                        + file + " covers (scan --lock); or a binding gives it a role that was not read and no line"
                        + " names. It fails the scan whatever --fail-on says.",
                "The lock is what was agreed to. What goes beyond it was not looked at by whoever reviews the lock.",
                "Take it out, or write the lock again and let the change of the lock be reviewed.",
                "",
                List.of(),
                "");
    }

    @Override
    public RuleInfo info() {
        return info;
    }

    @Override
    public boolean always() {
        return true;
    }

    @Override
    public void check(Audit audit, Consumer<Finding> found) {
        Map<ObjectKey, List<Beyond>> byCause = new TreeMap<>();
        for (Beyond one : beyond) {
            Lists.of(byCause, one.cause()).add(one);
        }
        for (Map.Entry<ObjectKey, List<Beyond>> entry : byCause.entrySet()) {
            found.accept(finding(audit, entry.getKey(), entry.getValue()));
        }
    }

    private Finding finding(Audit audit, ObjectKey cause, List<Beyond> all) {
        TreeSet<String> accounts = new TreeSet<>();
        Set<String> subjects = new TreeSet<>();
        Set<String> shown = new TreeSet<>();
        Set<String> what = new LinkedHashSet<>();
        Set<Origin> places = new TreeSet<>();
        TreeSet<String> extent = new TreeSet<>();
        for (Beyond one : all) {
            Identity who = one.who();
            subjects.add(who.user().isEmpty() ? who.shown() : who.user());
            shown.add(who.shown());
            if (who.account() != null) {
                accounts.add(who.shown());
            }
            what.add(words(one));
            if (one.at() != Positions.NONE) {
                places.add(audit.snapshot().origin(one.at()));
            }
            extent(one, extent);
        }
        return new Finding(
                ID,
                Severity.HIGH,
                cause,
                accounts.isEmpty() ? "" : accounts.first(),
                List.copyOf(subjects),
                message(accounts, shown, what),
                List.copyOf(places),
                new Details() {
                    @Override
                    Told tell() {
                        return new Told(facts(audit, all), fix());
                    }

                    @Override
                    List<String> extent() {
                        return List.copyOf(extent);
                    }
                });
    }

    private String message(TreeSet<String> accounts, Set<String> shown, Set<String> what) {
        String first = accounts.isEmpty() ? shown.iterator().next() : accounts.first();
        StringBuilder text = new StringBuilder();
        if (shown.size() > 1) {
            text.append(first)
                    .append(" and ")
                    .append(Words.count(shown.size() - 1, "other"))
                    .append(' ');
        } else if (accounts.isEmpty()) {
            text.append(first).append(' ');
        }
        text.append(what.iterator().next());
        if (what.size() > 1) {
            text.append(" (and ").append(what.size() - 1).append(" more)");
        }
        return text.append(", which ").append(file).append(" does not list").toString();
    }

    private static String words(Beyond one) {
        return one.row() == null
                ? "may do whatever " + Words.role(one.role()) + " allows " + Words.in(one.scope())
                        + " (it was not read)"
                : "may " + Words.rule(one.row().asRule()) + " " + Words.in(one.scope());
    }

    private static void extent(Beyond one, TreeSet<String> to) {
        if (one.row() == null) {
            to.add("role " + one.role().kind() + "/" + one.role().name());
        } else {
            Extent.add(one.scope(), one.row().asRule(), to);
        }
    }

    private List<Evidence> facts(Audit audit, List<Beyond> all) {
        Set<Evidence> facts = new LinkedHashSet<>();
        for (Beyond one : all.subList(0, Math.min(MOST, all.size()))) {
            Facts of = new Facts(audit);
            of.at(one.who().shown() + " " + words(one), one.at());
            of.subject(one.grant()).role(one.grant());
            if (one.grant().rule() != null) {
                of.rules(one.grant().role(), List.of(one.grant().rule()));
            }
            facts.addAll(of.list());
        }
        List<Evidence> list = new ArrayList<>(facts);
        if (all.size() > MOST) {
            list.add(new Evidence("and " + (all.size() - MOST) + " more", null));
        }
        return List.copyOf(list);
    }

    private Fix fix() {
        return new Fix(
                "Take it out. If it is meant, write the lock again with --write-lock, and have the change of the lock"
                        + " reviewed.",
                Fix.Kind.COMMAND,
                command + "\n");
    }
}
