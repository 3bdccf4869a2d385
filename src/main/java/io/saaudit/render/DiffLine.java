package io.saaudit.render;

import io.saaudit.model.Severity;
import io.saaudit.report.Diff;
import io.saaudit.report.Review;
import io.saaudit.report.Verdict;

/** The end of a comparison in one line, of a form that stays. */
public final class DiffLine {
    private DiffLine() {}

    /**
     * {@code result=fail status=1 why=gain,high gaining=2 losing=0 new=1 grown=0 fixed=0 critical=0 high=1 medium=0 low=0
     * info=0 unknown=0 gaps=0 config=none}.
     */
    public static String of(Review review, int status, String config) {
        Verdict verdict = review.verdict();
        int gaining = 0;
        int losing = 0;
        int unknown = 0;
        for (Diff.Holder holder : review.diff().holders()) {
            gaining += holder.gained().isEmpty() ? 0 : 1;
            losing += holder.lost().isEmpty() ? 0 : 1;
            unknown += holder.unknownNow().isEmpty() ? 0 : 1;
        }
        for (Diff.RoleChange role : review.diff().roles()) {
            gaining += role.gained().isEmpty() ? 0 : 1;
            losing += role.lost().isEmpty() ? 0 : 1;
        }
        for (Diff.WorkloadChange workload : review.diff().workloads()) {
            gaining += workload.gained().isEmpty() ? 0 : 1;
        }
        StringBuilder line = new StringBuilder("result=").append(Json.word(verdict.result()));
        line.append(" status=").append(status);
        line.append(" why=").append(verdict.why().isEmpty() ? "none" : String.join(",", verdict.why()));
        line.append(" gaining=").append(gaining).append(" losing=").append(losing);
        line.append(" new=").append(review.fresh().size() - review.grown().size());
        line.append(" grown=").append(review.grown().size());
        line.append(" fixed=").append(review.fixed().size());
        Severity[] severities = Severity.values();
        for (int i = severities.length - 1; i >= 0; i--) {
            line.append(' ').append(severities[i].word()).append('=').append(review.count(severities[i]));
        }
        line.append(" unknown=")
                .append(unknown)
                .append(" gaps=")
                .append(review.gaps().size());
        return line.append(" config=")
                .append(config.isEmpty() ? "none" : config)
                .toString();
    }
}
