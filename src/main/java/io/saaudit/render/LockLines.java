package io.saaudit.render;

import io.saaudit.config.Lock;
import io.saaudit.config.LockLine;
import java.io.PrintStream;
import java.util.List;

/** What everybody may do, as a lock: docs/lock.md. */
public final class LockLines implements Renderer<List<LockLine>> {
    @Override
    public void render(List<LockLine> lines, PrintStream out) {
        out.print(Lock.HEADER + "\n");
        out.print("# What accounts, users and groups may do: sa-audit scan --lock fails on what goes beyond it.\n");
        for (LockLine line : lines) {
            out.print(line.text());
            out.print('\n');
        }
    }
}
