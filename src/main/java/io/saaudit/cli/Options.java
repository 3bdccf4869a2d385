package io.saaudit.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** Short ways to declare options by picocli's builders and to read them back. */
final class Options {
    private static final int WIDTH = 100;

    static {
        // All our values are text: without its converters the library loads nothing of java.sql and java.time. And it
        // need
        // not look for Groovy, which opens every jar.
        System.setProperty("picocli.converters.excludes", ".+");
        System.setProperty("picocli.disable.closures", "true");
    }

    private Options() {}

    /**
     * A command with its option for help.
     *
     * @param name its name
     * @param synopsis what follows the name
     * @param description what it does, a paragraph each
     * @param exit what its exit statuses mean, on one line
     * @param examples lines that start with {@code $}
     */
    static CommandSpec command(
            String name, String synopsis, List<String> description, String exit, List<String> examples) {
        List<String> paragraphs = new ArrayList<>(description);
        paragraphs.add("Exit status: " + exit);
        CommandSpec spec = text(name, synopsis, paragraphs, examples);
        spec.addOption(OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description("Print this help.")
                .build());
        return spec;
    }

    /** A text about options: what stands above and below them. */
    static CommandSpec text(String name, String synopsis, List<String> description, List<String> examples) {
        CommandSpec spec = CommandSpec.create().name(name);
        spec.usageMessage()
                .customSynopsis("Usage: sa-audit " + name + " " + synopsis)
                .synopsisHeading("")
                .descriptionHeading("%n")
                .description(lines(description))
                .parameterListHeading("%n")
                .optionListHeading("%nOptions:%n")
                .footerHeading("%nExamples:%n")
                .footer(indented(examples))
                .sortOptions(false)
                .sortSynopsis(false)
                .width(WIDTH);
        return spec;
    }

    private static String[] indented(List<String> lines) {
        String[] indented = new String[lines.size()];
        for (int i = 0; i < indented.length; i++) {
            indented[i] = "  " + lines.get(i);
        }
        return indented;
    }

    /** Wrapped at blanks: the library's own way breaks words such as {@code group:NAME}. */
    private static String[] lines(List<String> paragraphs) {
        List<String> lines = new ArrayList<>();
        for (String paragraph : paragraphs) {
            StringBuilder line = new StringBuilder();
            for (String word : paragraph.split(" ")) {
                if (line.length() + word.length() >= WIDTH) {
                    lines.add(line.toString());
                    line.setLength(0);
                }
                line.append(line.isEmpty() ? "" : " ").append(word);
            }
            lines.add(line.toString());
        }
        return lines.toArray(new String[0]);
    }

    static void flag(CommandSpec spec, String description, String... names) {
        flag(spec, false, description, names);
    }

    /**
     * An option without a value.
     *
     * @param apart whether the command's help leaves it to a topic
     */
    static void flag(CommandSpec spec, boolean apart, String description, String... names) {
        spec.addOption(OptionSpec.builder(names)
                .type(boolean.class)
                .arity("0")
                .description(description)
                .hidden(apart)
                .build());
    }

    static void value(CommandSpec spec, String label, String description, String... names) {
        value(spec, false, label, description, names);
    }

    static void value(CommandSpec spec, boolean apart, String label, String description, String... names) {
        spec.addOption(OptionSpec.builder(names)
                .type(String.class)
                .paramLabel(label)
                .description(description)
                .hidden(apart)
                .build());
    }

    /** An option that may be given several times. */
    static void values(CommandSpec spec, String label, String description, String... names) {
        values(spec, false, label, description, names);
    }

    static void values(CommandSpec spec, boolean apart, String label, String description, String... names) {
        spec.addOption(OptionSpec.builder(names)
                .type(List.class)
                .auxiliaryTypes(String.class)
                .arity("1")
                .paramLabel(label)
                .description(description)
                .hidden(apart)
                .build());
    }

    /** All words that belong to no option. */
    static void words(CommandSpec spec, String label, String description) {
        spec.addPositional(PositionalParamSpec.builder()
                .type(List.class)
                .auxiliaryTypes(String.class)
                .arity("0..*")
                .index("0..*")
                .paramLabel(label)
                .hideParamSyntax(true)
                .description(description)
                .build());
    }

    static boolean isSet(ParseResult options, String name) {
        return options.matchedOptionValue(name, false);
    }

    static String value(ParseResult options, String name, String otherwise) {
        return options.matchedOptionValue(name, otherwise);
    }

    static List<String> values(ParseResult options, String name) {
        return options.matchedOptionValue(name, List.<String>of());
    }

    static List<String> words(ParseResult options) {
        return options.matchedPositionalValue(0, List.<String>of());
    }

    /** The number of an option that must be one. */
    static int number(ParseResult options, String name, int otherwise) throws UsageException {
        String text = value(options, name, "");
        int number = text.isEmpty() ? otherwise : Dispatch.number(text);
        if (number <= 0) {
            throw new UsageException(name + " " + text + ": not a number from 1 on", "");
        }
        return number;
    }

    /** The number of bytes of an option such as {@code 2GiB}. */
    static long size(ParseResult options, String name, long otherwise) throws UsageException {
        String text = value(options, name, "");
        if (text.isEmpty()) {
            return otherwise;
        }
        int digits = 0;
        while (digits < text.length() && text.charAt(digits) >= '0' && text.charAt(digits) <= '9') {
            digits++;
        }
        int shift = switch (text.substring(digits)) {
            case "" -> 0;
            case "K", "Ki", "KiB" -> 10;
            case "M", "Mi", "MiB" -> 20;
            case "G", "Gi", "GiB" -> 30;
            default -> -1;
        };
        long number = Dispatch.number(text.substring(0, digits));
        if (number <= 0 || shift < 0) {
            throw new UsageException(name + " " + text + ": not a size", "As in 500000, 64MiB or 2GiB.");
        }
        return number << shift;
    }
}
