package io.saaudit.cli;

import java.util.Arrays;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * {@code sa-audit complete}, which the scripts of {@code completion} call and no help names. Behind {@code --} stand the
 * words that are typed, the last one perhaps empty or in part; behind {@code --bash} the line as bash gives it and its
 * COMP_WORDBREAKS. It prints candidates, one a line, and a last line {@code :N} as cobra's {@code __complete} does, which
 * kubectl expects of a plug-in (kubernetes/enhancements, KEP 2379, Shell Completion Support). It says nothing of errors, and
 * asks nobody anything.
 */
final class Complete {
    private static final int MOST_ABOUT = 80;

    private Complete() {}

    /** Prints the candidates; whatever goes wrong, there are none. */
    static ExitStatus run(String[] args, Io io) {
        boolean bash = args.length == 3 && args[0].equals("--bash");
        if (bash) {
            ShellLine line = ShellLine.of(args[1], args[2]);
            String last =
                    line.words().isEmpty() ? "" : line.words().get(line.words().size() - 1);
            int equals = valueAt(last);
            of(line.words(), io).print(io.out(), Math.max(0, line.kept() - equals), false);
        } else if (args.length > 0 && args[0].equals("--")) {
            of(Arrays.asList(args).subList(1, args.length), io).print(io.out(), 0, true);
        } else {
            new Candidates("").print(io.out(), 0, false);
        }
        return ExitStatus.FINE;
    }

    private static Candidates of(List<String> words, Io io) {
        String last = words.isEmpty() ? "" : words.get(words.size() - 1);
        String typed = last.substring(valueAt(last));
        try {
            Candidates candidates = new Candidates(typed);
            fill(candidates, words.isEmpty() ? words : words.subList(0, words.size() - 1), last, io);
            return candidates;
        } catch (RuntimeException e) {
            // A defect is told by the command itself, when it is run.
            return new Candidates(typed);
        }
    }

    /** Where the value begins in {@code --option=value}: candidates are for that. */
    private static int valueAt(String word) {
        return word.startsWith("--") ? word.indexOf('=') + 1 : 0;
    }

    private static void fill(Candidates candidates, List<String> before, String last, Io io) {
        if (before.isEmpty()) {
            if (last.startsWith("-")) {
                candidates.offer("--help", "what there is");
                candidates.offer("--version", "the version");
            }
            first(candidates, before, last, io);
            return;
        }
        if (before.get(0).startsWith("-")) {
            int at = LeadingFlags.command(before);
            if (at == before.size()) {
                first(candidates, before, last, io);
                return;
            }
            before = LeadingFlags.commandFirst(before, at);
        }
        String name = before.get(0);
        if (name.equals("help")) {
            if (before.size() == 1) {
                Commands.offer(candidates);
                for (Topic topic : Topic.ALL) {
                    candidates.offer(topic.word(), topic.about());
                }
            }
            return;
        }
        Command command = Commands.named(name);
        if (command == null) {
            return;
        }
        CommandSpec spec = command.spec();
        fill(candidates, new Typed(name, spec, before.subList(1, before.size())), last, io);
    }

    /** Where the command is still to come: that, or an option before it. */
    private static void first(Candidates candidates, List<String> before, String last, Io io) {
        Typed typed = new Typed("", LeadingFlags.spec(), before);
        if (typed.pending() == null && valueAt(last) == 0) {
            Commands.offer(candidates);
            candidates.offer("help", "the options of a command, with examples");
            candidates.offer("options", "the options that commands share");
        }
        // For nothing that is typed all options would bury the commands.
        if (!before.isEmpty() || last.startsWith("-")) {
            fill(candidates, typed, last, io);
        }
    }

    private static void fill(Candidates candidates, Typed typed, String last, Io io) {
        CommandSpec spec = typed.spec();
        CompletionValues values = new CompletionValues(typed, candidates, io);
        int equals = valueAt(last);
        if (typed.pending() != null) {
            values.ofOption(typed.pending());
        } else if (equals > 0 && typed.mayBeOption()) {
            OptionSpec option = spec.findOption(last.substring(0, equals - 1));
            if (option != null && option.arity().max() > 0) {
                values.ofOption(option);
            }
        } else if (last.startsWith("-") && typed.mayBeOption()) {
            for (OptionSpec option : spec.options()) {
                for (String one : option.names()) {
                    candidates.offer(one, about(option));
                }
            }
            if (last.equals("-")) {
                values.ofWord();
            }
        } else {
            values.ofWord();
        }
    }

    /** The first sentence about an option, without what no line can hold. */
    private static String about(OptionSpec option) {
        String text = option.description()[0];
        int stop = text.indexOf(". ");
        String sentence = stop < 0 ? text : text.substring(0, stop);
        String bare = sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
        return bare.length() <= MOST_ABOUT ? bare : bare.substring(0, MOST_ABOUT - 1) + "…";
    }
}
