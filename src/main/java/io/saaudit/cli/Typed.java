package io.saaudit.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** What is typed of a command so far: as much of it as can be understood. */
final class Typed {
    private final String command;
    private final CommandSpec spec;
    private final List<String> options = new ArrayList<>();
    private final List<String> words = new ArrayList<>();
    private OptionSpec pending;
    private boolean onlyWords;

    /**
     * Reads the words behind the command's name.
     *
     * @param command its name
     * @param spec its options
     * @param typed the words that are complete
     */
    Typed(String command, CommandSpec spec, List<String> typed) {
        this.command = command;
        this.spec = spec;
        for (String word : typed) {
            read(word);
        }
    }

    private void read(String word) {
        if (pending != null) {
            options.add(pending.longestName() + "=" + word);
            pending = null;
        } else if (onlyWords || !word.startsWith("-") || word.equals("-")) {
            words.add(word);
        } else if (word.equals("--")) {
            onlyWords = true;
        } else {
            option(word);
        }
    }

    private void option(String word) {
        int equals = word.indexOf('=');
        OptionSpec option = spec.findOption(equals < 0 ? word : word.substring(0, equals));
        if (option != null && equals >= 0) {
            options.add(option.longestName() + word.substring(equals));
        } else if (option != null && option.arity().max() == 0) {
            options.add(option.longestName());
        } else if (option != null) {
            pending = option;
        } else if (!word.startsWith("--")) {
            // A value right behind its letter.
            OptionSpec letter = spec.findOption(word.substring(0, 2));
            if (letter != null && letter.arity().max() > 0) {
                options.add(letter.longestName() + "=" + word.substring(2));
            }
        }
    }

    /** The command's name. */
    String command() {
        return command;
    }

    /** The command's options. */
    CommandSpec spec() {
        return spec;
    }

    /** The option whose value is to come next, or null. */
    OptionSpec pending() {
        return pending;
    }

    /** Whether an option may come next. */
    boolean mayBeOption() {
        return !onlyWords;
    }

    /** The words that are no options. */
    List<String> words() {
        return words;
    }

    /** The options as they would be read, or null where they make no sense. */
    ParseResult parsed() {
        try {
            return Dispatch.line(spec).parseArgs(options.toArray(new String[0]));
        } catch (ParameterException e) {
            return null;
        }
    }

    /** All values of an option. */
    List<String> values(String name) {
        List<String> values = new ArrayList<>();
        for (String option : options) {
            if (option.startsWith(name + "=")) {
                values.add(option.substring(name.length() + 1));
            }
        }
        return values;
    }
}
