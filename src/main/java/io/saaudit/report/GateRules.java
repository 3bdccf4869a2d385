package io.saaudit.report;

import io.saaudit.config.Baseline;
import io.saaudit.config.Config;
import io.saaudit.config.Thresholds;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * What a scan is judged by.
 *
 * @param thresholds how many findings pass
 * @param gapsFail whether what could not be read fails
 * @param config the configuration; of it severities and suppressions count here
 * @param inline whether suppressions in manifests count
 * @param baseline what was known before, or null
 * @param accepting whether the findings are written to a baseline: then they fail nothing
 * @param today says the day, as {@code YYYY-MM-DD}
 * @param relative from a source's name to the path that patterns of files are held against
 */
public record GateRules(
        Thresholds thresholds,
        boolean gapsFail,
        Config config,
        boolean inline,
        Baseline baseline,
        boolean accepting,
        Supplier<String> today,
        UnaryOperator<String> relative) {
    /** Nothing but the usual threshold. */
    public static GateRules usual() {
        return new GateRules(
                Thresholds.DEFAULT, true, Config.NONE, true, null, false, () -> "", UnaryOperator.identity());
    }
}
