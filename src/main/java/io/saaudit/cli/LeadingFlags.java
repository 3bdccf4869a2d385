package io.saaudit.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Options that stand before the command, as kubectl takes them: {@code sa-audit --context prod scan}. They mean what they
 * mean behind it. Loaded where the first word is an option, and for completion.
 */
final class LeadingFlags {
    /** The command that has nearly all options that several commands have. */
    private static final String WIDEST = "scan";

    private LeadingFlags() {}

    /**
     * The same words with the command first, so that each is read by the command's own options, and refused as these do.
     *
     * @param args words of which the first is an option
     * @return a command or a word for help, and what belongs to it
     * @throws UsageException when there is no command among them
     */
    static String[] moved(String[] args) throws UsageException {
        List<String> words = Arrays.asList(args);
        int at = command(words);
        if (at == args.length) {
            // Which --help is none of them: kubectl shows what there is, too.
            if (words.contains("--help") || words.contains("-h")) {
                return new String[] {"help"};
            }
            if (words.contains("--version") || words.contains("-V")) {
                throw new UsageException("--version stands alone", "As in sa-audit --version.");
            }
            String unknown = unknown(words);
            if (unknown != null) {
                throw new UsageException("unknown option " + unknown, "See sa-audit --help.");
            }
            throw new UsageException("no command given", "See sa-audit --help.");
        }
        if (Commands.named(args[at]) == null && !isForHelp(args[at])) {
            throw new UsageException("unknown command " + args[at], "See sa-audit --help.");
        }
        return commandFirst(words, at).toArray(new String[0]);
    }

    /** The words with the command at an index first; in front of a word for help options mean nothing. */
    static List<String> commandFirst(List<String> words, int at) {
        List<String> moved = new ArrayList<>(words.subList(at, words.size()));
        if (!isForHelp(words.get(at))) {
            moved.addAll(1, words.subList(0, at));
        }
        return moved;
    }

    /**
     * Where the command is: the first word that is no option and no option's value. A word behind an option that is not
     * known could be its value; it is no command that there is then.
     *
     * @return its index, or the number of words where there is none
     */
    static int command(List<String> words) {
        CommandSpec widest = Commands.named(WIDEST).spec();
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (isOption(word)) {
                i += awaitsValue(word, widest) ? 1 : 0;
                continue;
            }
            String before = i == 0 ? "" : words.get(i - 1);
            if (!isUnknown(before, widest) || isCommand(word, before)) {
                return i;
            }
        }
        return words.size();
    }

    /** What completion offers before the command: what names a cluster, which is what kubectl takes there, and the input. */
    static CommandSpec spec() {
        CommandSpec spec = CommandSpec.create();
        Options.values(spec, "NAME", "The namespace.", "-n", "--namespace");
        Options.values(spec, "PATH", "What to read instead of a cluster.", "-f", "--filename");
        ClusterFlags.add(spec, true, false);
        return spec;
    }

    private static boolean isCommand(String word, String before) {
        Command command = Commands.named(word);
        return isForHelp(word) || command != null && !awaitsValue(before, command.spec());
    }

    private static boolean isForHelp(String word) {
        return word.equals("help") || word.equals("options");
    }

    private static boolean isOption(String word) {
        return word.startsWith("-") && word.length() > 1;
    }

    private static String unknown(List<String> words) {
        CommandSpec widest = Commands.named(WIDEST).spec();
        for (String word : words) {
            if (isUnknown(word, widest)) {
                return name(word);
            }
        }
        return null;
    }

    private static boolean isUnknown(String word, CommandSpec spec) {
        return isOption(word)
                && spec.findOption(name(word)) == null
                && (word.startsWith("--") || spec.findOption(word.substring(0, 2)) == null);
    }

    /** By itself: what stands behind it may be a password. */
    private static String name(String word) {
        int equals = word.indexOf('=');
        return equals < 0 ? word : word.substring(0, equals);
    }

    /** Whether the word behind an option is its value; of letters in one word the last one may want one. */
    private static boolean awaitsValue(String word, CommandSpec spec) {
        if (!isOption(word)) {
            return false;
        }
        if (word.startsWith("--")) {
            return takesValue(spec.findOption(word));
        }
        for (int i = 1; i < word.length(); i++) {
            if (takesValue(spec.findOption("-" + word.charAt(i)))) {
                return i == word.length() - 1;
            }
        }
        return false;
    }

    private static boolean takesValue(OptionSpec option) {
        return option != null && option.arity().max() > 0;
    }
}
