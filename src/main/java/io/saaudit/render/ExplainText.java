package io.saaudit.render;

import io.saaudit.model.Origin;
import io.saaudit.model.PermissionRow;
import io.saaudit.rule.Finding;
import java.io.PrintStream;
import java.util.List;

/** {@code explain} for people: the story of an object in sections. */
public final class ExplainText implements Renderer<ExplainView> {
    private static final int MOST_DANGERS = 5;

    private final Style style;
    private final boolean wide;

    /**
     * @param style colours and width
     * @param wide whether every grant of a permission is shown
     */
    public ExplainText(Style style, boolean wide) {
        this.style = style;
        this.wide = wide;
    }

    @Override
    public void render(ExplainView view, PrintStream out) {
        Words words = new Words(view.snapshot());
        out.println(style.heading(Words.object(view.object()) + places(view)));
        if (view.differing() > 0) {
            out.println("Note: " + Words.count(view.differing() + 1, "definition", "definitions")
                    + " of it were read that differ; all of them count, and of fields the value that exposes more.");
        }
        Page page = new Page(out, style);
        if (view.story() instanceof Story.OfWorkload story) {
            new WorkloadText(page, words, this, view).tell(story);
        } else if (view.story() instanceof Story.OfAccount story) {
            new AccountText(page, words, this, view).tell(story);
        } else if (view.story() instanceof Story.OfRole story) {
            new RoleText(page, words, this).role(story);
        } else if (view.story() instanceof Story.OfBinding story) {
            new RoleText(page, words, this).binding(story);
        } else if (view.story() instanceof Story.OfSecret story) {
            new SecretText(page, words).tell(story);
        }
        findings(view, page);
        page.end();
    }

    private static String places(ExplainView view) {
        if (view.snapshot().fromServer()) {
            return view.places().isEmpty() ? " (no such object was listed)" : "";
        }
        if (view.places().isEmpty()) {
            return view.builtIn() ? " (built in, assumed)" : " (not read)";
        }
        StringBuilder text = new StringBuilder(" (");
        for (Origin place : view.places()) {
            text.append(text.length() == 2 ? "" : ", ").append(Escape.text(place.fileAndLine()));
        }
        return text.append(')').toString();
    }

    /** What an account may do, as permissions shows it. */
    void permissions(Rights rights, ExplainView view, Page page, Words words) {
        dangers("it may ", rights.dangers(), page);
        new PermissionsText(page.style(), wide).rows(rights.holder(), false, words, page.raw());
        for (PermissionRow row : view.unusual()) {
            page.line(PermissionsText.everyAccountMay(row, words));
        }
        if (view.unusual().size() < view.everyAccount().size()) {
            page.line("Every account has what Kubernetes gives to all: reviews of itself, API discovery, health and"
                    + " version.");
        }
    }

    /**
     * The dangerous among the permissions; of many the worst.
     *
     * @param who the beginning of the sentence, with "may "
     */
    void dangers(String who, List<Rights.Danger> dangers, Page page) {
        int shown = wide ? dangers.size() : Math.min(MOST_DANGERS, dangers.size());
        for (Rights.Danger danger : dangers.subList(0, shown)) {
            page.line("Dangerous (" + danger.severity().word() + "): " + who + Escape.text(danger.title())
                    + RightsWords.where(danger.scope()) + (danger.someNames() ? ", for some names only" : "") + ".");
        }
        if (shown < dangers.size()) {
            page.line("Dangerous: " + (dangers.size() - shown) + " more; -o wide lists them.");
        }
    }

    private static void findings(ExplainView view, Page page) {
        page.section("What scan finds");
        Table table = new Table("SEVERITY", "RULE", "FINDING", "WHERE").cutting(2);
        for (Finding finding : view.findings()) {
            String more = finding.places().size() > 1 ? " +" + (finding.places().size() - 1) : "";
            boolean none = finding.places().isEmpty() || view.snapshot().fromServer();
            String where = none ? "" : finding.places().get(0).fileAndLine() + more;
            table.row(finding.severity().word(), finding.rule(), finding.message(), where);
        }
        page.table(table);
        if (view.suppressed() > 0) {
            page.line(Words.count(view.suppressed(), "finding is", "findings are") + " suppressed.");
        }
    }
}
