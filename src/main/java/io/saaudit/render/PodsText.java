package io.saaudit.render;

import io.saaudit.model.CloudIdentity;
import io.saaudit.model.Credential;
import io.saaudit.model.Positions;
import io.saaudit.model.Truth;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** {@code pods} for people: one line a workload; wide, one a token. */
public final class PodsText implements Renderer<PodsView> {
    private final Style style;
    private final boolean wide;

    /**
     * @param style colours and width
     * @param wide whether every container is shown with its tokens
     */
    public PodsText(Style style, boolean wide) {
        this.style = style;
        this.wide = wide;
    }

    @Override
    public void render(PodsView view, PrintStream out) {
        Words words = new Words(view.snapshot());
        if (!view.workloads().isEmpty()) {
            Table table = wide ? wide(view, words) : narrow(view);
            table.print(out, style);
            out.println();
        }
        out.println(summary(view));
        String leftOut = leftOut(view.leftOut());
        if (!leftOut.isEmpty()) {
            out.println(leftOut);
        }
    }

    private static Table narrow(PodsView view) {
        Table table = new Table("POD", "ACCOUNT", "WHY", "TOKEN", "MAY").wrapping(4);
        for (Running running : view.workloads()) {
            table.row(pod(running), account(running), why(running), TokenWords.summary(running), may(running));
        }
        return table;
    }

    private String mayInFull(Running running) {
        return RightsWords.may(running, true);
    }

    private static String may(Running running) {
        return RightsWords.may(running, false);
    }

    private Table wide(PodsView view, Words words) {
        Table table = new Table(
                        "POD", "ACCOUNT", "WHY", "CONTAINER", "TOKEN", "PLACE", "FOR", "A COPY WORKS", "WHERE", "MAY")
                .wrapping(9);
        for (Running running : view.workloads()) {
            List<String[]> lines = lines(running);
            for (int i = 0; i < lines.size(); i++) {
                String[] line = lines.get(i);
                boolean first = i == 0;
                table.row(
                        first ? pod(running) : "",
                        first ? account(running) : "",
                        first ? why(running) : "",
                        line[0],
                        line[1],
                        line[2],
                        line[3],
                        line[4],
                        first ? where(running, words) : "",
                        first ? mayInFull(running) : "");
            }
        }
        return table;
    }

    /** A line for each token of each container: container, way, place, audience, end. */
    private static List<String[]> lines(Running running) {
        List<String[]> lines = new ArrayList<>();
        for (Running.ContainerTokens container : running.containers()) {
            String name = container(container);
            if (container.tokens().isEmpty()) {
                lines.add(new String[] {name, "none (" + running.reach().why() + ")", "", "", ""});
            }
            for (Credential token : container.tokens()) {
                String stale = token.renewed() || token.seconds() == 0 ? "" : " (by subPath: never renewed)";
                lines.add(new String[] {
                    name,
                    TokenWords.way(token, running),
                    TokenWords.place(token) + stale,
                    TokenWords.use(token),
                    TokenWords.until(token)
                });
            }
        }
        for (Running.HostPath path : running.hostPaths()) {
            lines.add(new String[] {
                Words.quoted(path.container()),
                "those of the node's pods",
                Words.quoted(path.path()) + " of the node",
                "",
                "as each does"
            });
        }
        if (lines.isEmpty()) {
            lines.add(new String[] {"", "none (" + running.reach().why() + ")", "", "", ""});
        }
        return lines;
    }

    /** The container's name, with its kind where that is not the usual one. */
    static String container(Running.ContainerTokens container) {
        String name = Words.quoted(container.container().name());
        return switch (container.container().kind()) {
            case MAIN -> name;
            case INIT -> name + " (init)";
            case EPHEMERAL -> name + " (ephemeral)";
        };
    }

    private static String pod(Running running) {
        String pods = running.pods() > 0 && !running.owner().kind().equals("Pod")
                ? " (" + Words.count(running.pods(), "pod", "pods") + ")"
                : "";
        return running.owner().namespace() + " " + running.owner().kind() + "/"
                + running.owner().name() + pods;
    }

    private static String account(Running running) {
        StringBuilder text = new StringBuilder(running.account().qualifiedName());
        for (CloudIdentity cloud : CloudIdentity.of(running.account())) {
            text.append(", in ").append(cloud.provider()).append(' ');
            text.append(cloud.byPod() ? "by EKS Pod Identity" : Words.quoted(cloud.identity()));
        }
        return text.toString();
    }

    private static String why(Running running) {
        String oddity = running.accountOddity();
        return running.field().word() + (oddity.isEmpty() ? "" : "; " + oddity);
    }

    /** The field that names the account, or else the pod or template. */
    private static String where(Running running, Words words) {
        long field = running.shown().places().of(running.field().place());
        boolean named = running.field() != Running.AccountField.NONE && field != Positions.NONE;
        return words.place(named ? field : running.shown().meta().at(), false);
    }

    private static String summary(PodsView view) {
        int certain = 0;
        int perhaps = 0;
        for (Running running : view.workloads()) {
            certain += running.token() == Truth.YES ? 1 : 0;
            perhaps += running.token() == Truth.UNKNOWN ? 1 : 0;
        }
        int all = view.workloads().size();
        if (all == 0) {
            return "No workloads in what was read.";
        }
        String text = Words.count(all, "workload", "workloads") + ": " + certain
                + " with a token for the API server in reach";
        if (perhaps > 0) {
            text += ", " + perhaps + " assumed to have one (what decides it was not read)";
        }
        text += ", " + (all - certain - perhaps) + " without.";
        int onNodes = 0;
        for (Running running : view.workloads()) {
            onNodes += running.hostPaths().isEmpty() ? 0 : 1;
        }
        return onNodes == 0
                ? text
                : text + " " + Words.count(onNodes, "workload sees", "workloads see")
                        + " the tokens of other pods through paths of the node.";
    }

    private static String leftOut(PodsView.LeftOut leftOut) {
        List<String> parts = new ArrayList<>();
        if (leftOut.finished() > 0) {
            parts.add(Words.count(leftOut.finished(), "pod that has ended", "pods that have ended"));
        }
        if (leftOut.mirror() > 0) {
            parts.add(Words.count(
                    leftOut.mirror(), "mirror pod, which has no account", "mirror pods, which have no" + " account"));
        }
        if (leftOut.retired() > 0) {
            parts.add(Words.count(leftOut.retired(), "owned object", "owned objects") + " without replicas");
        }
        return parts.isEmpty() ? "" : "Left out: " + String.join("; ", parts) + ".";
    }
}
