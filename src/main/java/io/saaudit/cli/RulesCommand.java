package io.saaudit.cli;

import io.saaudit.render.Renderer;
import io.saaudit.render.RulesJson;
import io.saaudit.render.RulesText;
import io.saaudit.rule.LockRule;
import io.saaudit.rule.Rule;
import io.saaudit.rule.RuleInfo;
import io.saaudit.rule.Rules;
import io.saaudit.source.InputPathException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code sa-audit rules [ID...]}: what scan looks for. */
final class RulesCommand implements Command {
    @Override
    public CommandSpec spec() {
        CommandSpec spec = Options.command(
                "rules",
                "[ID...]",
                List.of(
                        "Lists what scan looks for; with an id, everything about that rule: when it reports, why, and"
                                + " what to do.",
                        "Rules of the configuration that scan would use are among them."),
                "0 fine, 2 wrong usage.",
                List.of("$ sa-audit rules", "$ sa-audit rules SA101"));
        Options.words(spec, "[ID...]", "Ids or names of rules.");
        Options.value(spec, "FILE", "The configuration (default: as for scan).", "--config");
        Options.flag(spec, "Use no configuration.", "--no-config");
        OutputOptions.add(spec);
        Topic.of(spec, Topic.OUTPUT);
        return spec;
    }

    @Override
    public ExitStatus run(ParseResult options, Io io) throws UsageException, InputPathException, IOException {
        OutputOptions output = OutputOptions.of(options, io);
        List<String> words = Options.words(options);
        List<RuleInfo> all = new ArrayList<>();
        for (Rule rule : Rules.all()) {
            all.add(rule.info());
        }
        all.addAll(new Expectations(ConfigFiles.of(options, RepoPaths.workingFolder())).infos());
        List<RuleInfo> rules = words.isEmpty() ? all : new ArrayList<>();
        for (String word : words) {
            rules.add(named(word, all));
        }
        boolean full = !words.isEmpty() || output.format() == OutputOptions.Format.WIDE;
        Renderer<List<RuleInfo>> renderer =
                output.format() == OutputOptions.Format.JSON ? new RulesJson() : new RulesText(output.style(), full);
        output.write(rules, renderer, io);
        return ExitStatus.FINE;
    }

    private static RuleInfo named(String word, List<RuleInfo> all) throws UsageException {
        for (RuleInfo rule : all) {
            if (rule.id().equalsIgnoreCase(word) || rule.name().equalsIgnoreCase(word)) {
                return rule;
            }
        }
        if (word.equalsIgnoreCase(LockRule.ID) || word.equalsIgnoreCase(LockRule.NAME)) {
            return LockRule.info("the lock");
        }
        throw new UsageException("no rule " + word, "See sa-audit rules.");
    }
}
