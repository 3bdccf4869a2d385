package io.saaudit.cli;

import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** Options that many commands share: the help of a command names the topic, and {@code help TOPIC} its options. */
enum Topic {
    INPUT("input", "how files are read: --strict, --exclude, --kube-version, limits"),
    CLUSTER("cluster", "the cluster that is read without -f: --context, --server, --as and others"),
    OUTPUT("output", "--output FILE, --color, --quiet, --verbose, --debug");

    private final String word;
    private final String about;

    Topic(String word, String about) {
        this.word = word;
        this.about = about;
    }

    /** The topic of that name, or null. */
    static Topic named(String word) {
        for (Topic topic : values()) {
            if (topic.word.equals(word)) {
                return topic;
            }
        }
        return null;
    }

    /** What it is called. */
    String word() {
        return word;
    }

    /** What is in it. */
    String about() {
        return about;
    }

    /** Its options, with a text about them. */
    CommandSpec spec() {
        return switch (this) {
            case INPUT -> InputOptions.topic();
            case CLUSTER -> ClusterFlags.topic();
            case OUTPUT -> OutputOptions.topic();
        };
    }

    /** Names topics in the help of a command that has their options. */
    static void of(CommandSpec spec, Topic... topics) {
        of(spec, CLUSTER.about, topics);
    }

    /** The same where a cluster is asked for something else. */
    static void of(CommandSpec spec, String cluster, Topic... topics) {
        StringBuilder text = new StringBuilder("%nMore options:%n");
        for (Topic topic : topics) {
            text.append("  sa-audit help ").append(topic.word);
            text.append(" ".repeat(10 - topic.word.length()));
            text.append(topic == CLUSTER ? cluster : topic.about).append("%n");
        }
        spec.usageMessage().footerHeading(text + "%nExamples:%n");
    }

    /** All that commands usually have. */
    static final List<Topic> ALL = List.of(values());
}
