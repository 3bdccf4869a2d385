package io.saaudit.render;

import io.saaudit.model.Binding;
import io.saaudit.model.PermissionRow;
import io.saaudit.model.Role;
import io.saaudit.model.RoleRule;
import io.saaudit.model.Scope;
import io.saaudit.model.Subject;
import java.util.ArrayList;
import java.util.List;

/** The stories of roles and of bindings: semantics B, C and D. */
final class RoleText {
    private final Page page;
    private final Words words;
    private final ExplainText text;

    RoleText(Page page, Words words, ExplainText text) {
        this.page = page;
        this.words = words;
        this.text = text;
    }

    void role(Story.OfRole story) {
        Role role = story.role();
        page.section("Rules");
        rules(role, story.aggregated());
        page.section("Who holds it");
        Table table = new Table("SCOPE", "KIND", "NAME", "WHO", "BINDING", "WHERE");
        for (Story.Given given : story.bindings()) {
            Binding binding = given.binding();
            for (Story.Receiver receiver : given.receivers()) {
                table.row(
                        binding.scope().toString(),
                        receiver.subject().kind(),
                        name(receiver),
                        who(receiver),
                        binding.meta().kind() + " " + binding.name(),
                        words.place(binding));
            }
            if (given.receivers().isEmpty()) {
                table.row(
                        binding.scope().toString(),
                        "",
                        "",
                        "nobody: it has no subjects",
                        binding.meta().kind() + " " + binding.name(),
                        words.place(binding));
            }
        }
        if (table.isEmpty()) {
            page.line("Nobody: no binding that was read gives it.");
        }
        page.table(table);
        page.line(
                role.cluster()
                        ? "A ClusterRole allows nothing by itself: a ClusterRoleBinding gives it in the whole cluster, a"
                                + " RoleBinding in its own namespace."
                        : "A Role allows nothing by itself: a RoleBinding of its namespace gives it there.");
        page.section("What it comes to");
        for (Story.Effect effect : story.effects()) {
            String who = story.bindings().isEmpty() && role.cluster()
                    ? "if a ClusterRoleBinding gave it, its holders might "
                    : "its holders may ";
            text.dangers(who, effect.dangers(), page);
        }
        for (Story.Effect effect : story.effects()) {
            special(effect);
        }
    }

    void binding(Story.OfBinding story) {
        Binding binding = story.given().binding();
        page.section("What it gives");
        String role = Words.quoted(binding.roleRef().kind()) + " "
                + Words.quoted(binding.roleRef().name());
        String where = binding.cluster()
                ? "in the whole cluster."
                : "in namespace " + Words.quoted(binding.namespace())
                        + " alone: on nothing that is cluster-scoped but the Namespace of that name, and on no URL.";
        if (story.role() == null) {
            page.line("It gives " + role + ", which was not read, " + where);
            page.line("Until there is such a role it gives nothing; whoever creates the role decides what.");
        } else {
            page.line("It gives " + role + words.beside(story.role()) + " " + where);
            rules(story.role(), false);
        }
        page.line("The role that a binding gives cannot be changed: for another one delete the binding and create it"
                + " anew.");
        page.section("To whom");
        Table table = new Table("KIND", "NAME", "WHO", "WHERE");
        for (Story.Receiver receiver : story.given().receivers()) {
            table.row(
                    receiver.subject().kind(),
                    name(receiver),
                    who(receiver),
                    words.place(receiver.at(), binding.assumed()));
        }
        if (table.isEmpty()) {
            page.line("Nobody: it has no subjects.");
        }
        page.table(table);
        if (story.effect() != null) {
            page.section("What they may do through it");
            text.dangers("they may ", story.effect().dangers(), page);
            Table rows = new Table("RESOURCE", "NAMES", "VERBS");
            story.effect()
                    .live()
                    .forEach(row -> rows.row(
                            what(row),
                            Words.list(row.names()),
                            Words.all(row.verbs()) + (row.scopeUnknown() ? " (if the resource is namespaced)" : "")));
            if (rows.isEmpty()) {
                page.line("Nothing.");
            }
            page.table(rows);
            special(story.effect());
        }
    }

    private void rules(Role role, boolean aggregated) {
        if (aggregated) {
            page.line("It takes in the rules of other ClusterRoles by their labels (aggregationRule).");
        }
        Table table =
                aggregated ? new Table("RULE", "ALLOWS", "WHERE", "TAKEN FROM") : new Table("RULE", "ALLOWS", "WHERE");
        for (RoleRule rule : role.rules()) {
            boolean copied = !rule.definedIn().equals(role.key());
            table.row(
                    Integer.toString(rule.index() + 1),
                    Words.policy(rule.policy(), null),
                    words.place(rule.at(), role.assumed()),
                    copied ? Words.object(rule.definedIn()) : "");
        }
        if (table.isEmpty()) {
            page.line("It has no rules: it allows nothing.");
        }
        page.table(table);
    }

    private static String name(Story.Receiver receiver) {
        Subject subject = receiver.subject();
        return subject.namespace().isEmpty() || !(subject instanceof Subject.ServiceAccountRef)
                ? subject.name()
                : subject.namespace() + "/" + subject.name();
    }

    private static String who(Story.Receiver receiver) {
        if (!receiver.nobody().isEmpty()) {
            return "nobody: " + receiver.nobody();
        }
        if (receiver.subject() instanceof Subject.Group) {
            return receiver.accounts() == 0
                    ? "everybody in the group"
                    : "everybody in the group, " + Words.count(receiver.accounts(), "account", "accounts")
                            + " in sight among them";
        }
        if (receiver.account() == null) {
            return "the user of that name";
        }
        String account = "account " + Words.quoted(receiver.account().qualifiedName());
        return receiver.account().declared() || receiver.account().isDefault() ? account : account + " (not read)";
    }

    private void special(Story.Effect effect) {
        special(
                "Only in special requests, where it is given" + RightsWords.where(effect.scope()) + ":",
                effect.limited());
        String without = effect.scope().equals(Scope.CLUSTER)
                ? "Without effect:"
                : "Without effect through a RoleBinding, as" + RightsWords.where(effect.scope()) + ":";
        special(without, effect.inert());
    }

    private void special(String title, List<PermissionRow> rows) {
        if (rows.isEmpty()) {
            return;
        }
        page.line(title);
        Table table = new Table("RESOURCE", "NAMES", "VERBS", "RULE", "WHY").cutting(4);
        for (PermissionRow row : rows) {
            table.row(
                    what(row), Words.list(row.names()), Words.all(row.verbs()), Words.all(numbers(row)), row.reason());
        }
        page.table(table);
    }

    private static String what(PermissionRow row) {
        return row.isUrl() ? row.url() : Words.resource(row.group(), row.resource());
    }

    /** Numbers of the rules that a row is from. */
    static List<String> numbers(PermissionRow row) {
        List<String> numbers = new ArrayList<>();
        row.grants().forEach(grant -> numbers.add(Integer.toString(grant.rule().index() + 1)));
        return numbers;
    }
}
