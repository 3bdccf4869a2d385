package io.saaudit.render;

import io.saaudit.model.Binding;
import io.saaudit.model.Grant;
import io.saaudit.model.Identity;
import io.saaudit.model.Note;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** {@code who-can} for people: a row for each identity and binding; accounts of a group as their number. */
public final class WhoCanText implements Renderer<WhoCanView> {
    private final Style style;
    private final boolean wide;

    /**
     * @param style colours and width
     * @param wide whether the accounts of a group are listed
     */
    public WhoCanText(Style style, boolean wide) {
        this.style = style;
        this.wide = wide;
    }

    @Override
    public void render(WhoCanView view, PrintStream out) {
        Words words = new Words(view.snapshot());
        Table table = new Table("KIND", "IDENTITY", "SCOPE", "THROUGH", "WHERE").wrapping(3);
        List<WhoCanView.Holder> builtIn = new ArrayList<>();
        for (WhoCanView.Holder holder : view.holders()) {
            if (!view.all() && holder.builtIn()) {
                builtIn.add(holder);
            } else if (wide || !holder.throughGroupOnly()) {
                rows(table, holder, words);
            }
        }
        if (table.isEmpty()) {
            out.println("Nobody in what was read can " + question(view) + ".");
        } else {
            table.print(out, style);
        }
        builtIn(builtIn, out);
        for (Binding binding : view.unresolved()) {
            out.println("Not known: what " + Words.object(binding.key()) + words.beside(binding) + " gives: "
                    + Words.quoted(binding.roleRef().kind()) + " "
                    + Words.quoted(binding.roleRef().name()) + " was not read.");
        }
        for (Note note : view.notes()) {
            out.println("Note: " + Escape.text(note.what()) + ".");
        }
        if (!hasMasters(view.holders())) {
            out.println("Members of group system:masters can besides: they pass by RBAC.");
        }
    }

    private static boolean hasMasters(List<WhoCanView.Holder> holders) {
        for (WhoCanView.Holder holder : holders) {
            if (holder.kind() == WhoCanView.Kind.GROUP && holder.name().equals(Identity.MASTERS)) {
                return true;
            }
        }
        return false;
    }

    private void rows(Table table, WhoCanView.Holder holder, Words words) {
        String name =
                holder.kind() == WhoCanView.Kind.ACCOUNT ? holder.namespace() + "/" + holder.name() : holder.name();
        String size = holder.accounts() > 0 ? " (" + Words.count(holder.accounts(), "account", "accounts") + ")" : "";
        for (Grant grant : holder.grants()) {
            if (wide || holder.kind() == WhoCanView.Kind.GROUP || !grant.throughGroup()) {
                row(table, holder, name + size, grant, "", words);
            }
        }
        for (Grant grant : holder.uncertain()) {
            if (wide || holder.kind() == WhoCanView.Kind.GROUP || !grant.throughGroup()) {
                row(table, holder, name + size, grant, " (if the resource is namespaced)", words);
            }
        }
    }

    private static void row(
            Table table, WhoCanView.Holder holder, String name, Grant grant, String condition, Words words) {
        boolean viaGroup = holder.kind() != WhoCanView.Kind.GROUP;
        table.row(
                holder.kind().word(),
                name,
                grant.scope().toString(),
                (viaGroup ? Words.from(grant) : Words.roleAndBinding(grant)) + condition,
                words.place(grant.binding()));
    }

    private static void builtIn(List<WhoCanView.Holder> holders, PrintStream out) {
        if (holders.isEmpty()) {
            return;
        }
        int accounts = 0;
        StringBuilder names = new StringBuilder();
        for (WhoCanView.Holder holder : holders) {
            if (holder.kind() == WhoCanView.Kind.ACCOUNT) {
                accounts++;
            } else {
                names.append(names.isEmpty() ? "" : ", ")
                        .append(holder.kind() == WhoCanView.Kind.USER ? "user " : "group ")
                        .append(Words.quoted(holder.name()));
            }
        }
        if (accounts > 0) {
            names.append(names.isEmpty() ? "" : ", ").append(Words.count(accounts, "account", "accounts"));
        }
        out.println("By built-in bindings of Kubernetes, assumed: " + names + ". --all lists them.");
    }

    private static String question(WhoCanView view) {
        String what = Words.request(view.asked(), true);
        return view.where().isEmpty() ? what : what + " " + Escape.text(view.where());
    }
}
