package io.saaudit.cli;

import io.saaudit.config.Config;
import io.saaudit.config.RulePatterns;
import io.saaudit.config.Thresholds;
import io.saaudit.model.Severity;
import io.saaudit.report.LabelQuery;
import io.saaudit.report.Selection;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine.ParseResult;

/** What is set for a scan: by an option, else by the configuration, else as usual. */
final class ScanSettings {
    private final ParseResult options;
    private final Config config;

    /** A value, and where it comes from, for messages. */
    private record Setting(String where, String text) {
        UsageException unknown(String what, String hint) {
            return new UsageException(where + " " + text + ": " + what, hint);
        }
    }

    ScanSettings(ParseResult options, Config config) {
        this.options = options;
        this.config = config;
    }

    private List<Setting> all(String key) {
        List<Setting> settings = new ArrayList<>();
        for (String given : given(key)) {
            settings.add(new Setting("--" + key, given));
        }
        return settings.isEmpty() ? configured(key) : settings;
    }

    private List<Setting> configured(String key) {
        List<Setting> settings = new ArrayList<>();
        for (Config.Value value : config.settings().getOrDefault(key, List.of())) {
            settings.add(new Setting(config.file() + ":" + value.line() + ": " + key, value.text()));
        }
        return settings;
    }

    private List<String> given(String key) {
        Object given = options.matchedOptionValue("--" + key, (Object) null);
        if (given instanceof List<?> list) {
            List<String> texts = new ArrayList<>();
            for (Object text : list) {
                texts.add((String) text);
            }
            return texts;
        }
        return given == null ? List.of() : List.of(given.toString());
    }

    private Setting one(String key, String otherwise) {
        List<Setting> all = all(key);
        return all.isEmpty() ? new Setting("--" + key, otherwise) : all.get(0);
    }

    private List<String> texts(String key) {
        List<String> texts = new ArrayList<>();
        for (Setting setting : all(key)) {
            texts.add(setting.text());
        }
        return texts;
    }

    /** How the input is read, with what the configuration says of it. */
    InputOptions input(InputOptions given) {
        boolean strict = given.strict() || one("strict", "false").text().equals("true");
        return given.with(texts("exclude"), strict);
    }

    Selection selection(List<String> namespaces) throws UsageException {
        Selection selection = Selection.ALL
                .withRules(rules("rule"))
                .withSkipRules(rules("skip-rule"))
                .withMinSeverity(severity(one("min-severity", "info"), ""))
                .withNamespaces(Set.copyOf(namespaces))
                .withExcludeNamespaces(new TreeSet<>(texts("exclude-namespace")));
        String labels = Options.value(options, "-l", "");
        try {
            return labels.isEmpty() ? selection : selection.withLabels(LabelQuery.parse(labels));
        } catch (IllegalArgumentException e) {
            throw new UsageException("-l: " + e.getMessage(), "");
        }
    }

    private List<String> rules(String key) throws UsageException {
        List<String> patterns = new ArrayList<>();
        for (Setting setting : all(key)) {
            for (String pattern : setting.text().split(",", -1)) {
                if (!RulePatterns.known(pattern, config.ownIds())) {
                    throw new Setting(setting.where(), pattern).unknown("no such rule", "See sa-audit rules.");
                }
                patterns.add(pattern);
            }
        }
        return patterns;
    }

    Thresholds thresholds() throws UsageException {
        return thresholds(one("fail-on", "high"));
    }

    /** The same where the option may be a word of its own: then what the configuration says of severities counts. */
    Thresholds thresholdsBeside(String word) throws UsageException {
        Setting failOn = one("fail-on", "high");
        if (!failOn.text().equals(word)) {
            return thresholds(failOn);
        }
        List<Setting> configured = configured("fail-on");
        return thresholds(configured.isEmpty() ? new Setting("--fail-on", "high") : configured.get(0));
    }

    private Thresholds thresholds(Setting failOn) throws UsageException {
        boolean never = failOn.text().equals("never") || failOn.text().equals("none");
        Map<Severity, Integer> max = new EnumMap<>(Severity.class);
        for (Setting setting : all("max")) {
            int equals = setting.text().indexOf('=');
            int number = equals < 0 ? -1 : Dispatch.number(setting.text().substring(equals + 1));
            if (number < 0) {
                throw setting.unknown(
                        "not a number of findings",
                        "As in " + (setting.where().startsWith("--") ? "--max high=3." : "max: {high: 3}."));
            }
            Severity severity =
                    severity(new Setting(setting.where(), setting.text().substring(0, equals)), "");
            if (max.put(severity, number) != null) {
                throw setting.unknown("there are two numbers for " + severity.word(), "");
            }
        }
        return new Thresholds(never ? null : severity(failOn, ", never"), max);
    }

    boolean gapsFail() throws UsageException {
        Setting gaps = one("gaps", "fail");
        return switch (gaps.text()) {
            case "fail" -> true;
            case "warn" -> false;
            default -> throw gaps.unknown("unknown", "One of fail, warn.");
        };
    }

    private static Severity severity(Setting setting, String more) throws UsageException {
        for (Severity severity : Severity.values()) {
            if (severity.word().equals(setting.text())) {
                return severity;
            }
        }
        throw setting.unknown("unknown severity", "One of info, low, medium, high, critical" + more + ".");
    }
}
