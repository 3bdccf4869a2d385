package io.saaudit.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.saaudit.model.Snapshot;
import io.saaudit.testing.Shared;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.parser.Parser;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;

/** What is cut out must be what the parser would have passed over, and nothing malformed may go unseen with it. */
class SchemaCutTest {
    private static final int MUTANTS = 40_000;

    private static final String CRD = """
            ---
            # a comment
            apiVersion: apiextensions.k8s.io/v1
            kind: CustomResourceDefinition
            metadata:
              annotations:
                note: 'it''s quoted
                  over lines'
              name: widgets.example.org
            spec:
              group: example.org
              names: # another comment
                kind: Widget
                plural: widgets
                shortNames:
                - wd
              scope: Namespaced
              versions:
              - name: v1
                schema:
                  openAPIV3Schema:
                    description: |-
                      A text: with "anything" in it
                        # and no comment

                      kind: Role
                    properties:
                      spec:
                        description: Plain text that
                          goes on - with 'quotes"
                          # a comment ends it
                        default: "a \\" b # no comment
                          \\
                          goes on"
                        enum: [a, 'b', "c"]
                        x-list:
                        - - nested
                        -
                          key: value
                        - >
                          folded

                          text
                        type: object
                        empty: {}
                    required:
                    - spec
                served: true
                subresources:
                  status: {}
              - name: v2
                schema:
                  openAPIV3Schema:
                    type: object
                subresources:
                  scale:
                    specReplicasPath: .spec.replicas
            status:
              openAPIV3Schema:
                not: cut
            """;

    @Test
    void schemasAreReplacedByEmptyLines() {
        String cut = SchemaCut.of(CRD);

        assertThat(cut).contains("subresources:", "served: true", "not: cut").doesNotContain("folded", "anything");
        assertThat(cut.lines().count()).isEqualTo(CRD.lines().count());
        assertThat(events(cut)).isEqualTo(events(CRD));
    }

    @Test
    void whatStandsBehindASchemaIsReadAtItsPlace() {
        Snapshot snapshot = Reading.complete(Reading.text(CRD));

        assertThat(snapshot.objects().customResources()).singleElement().satisfies(crd -> {
            assertThat(crd.plural()).isEqualTo("widgets");
            assertThat(crd.subresources()).containsExactly("scale", "status");
        });
    }

    @Test
    void everythingOutOfTheOrdinaryIsLeftToTheParser() {
        for (String odd : List.of(
                "type: &anchor object",
                "type: *alias",
                "type: !!str x",
                "type:\tx",
                "type: \"\\x41\"",
                "type: {a: b}",
                "type: [a,",
                "type: {{ .Values.x }}",
                "? complex",
                "\"quoted\": x",
                "type: a: b",
                "  type: too deep",
                "\n           type: too far left",
                "text: |2\n              x",
                "text: ok\n              bad: x",
                "text: \u2028",
                "text: \u0001")) {
            String text = CRD.replace("    type: object\n", "    type: object\n            " + odd + "\n");
            assertThat(text).as("the replacement fits").isNotEqualTo(CRD);
            assertThat(SchemaCut.of(text)).as(odd).isSameAs(text);
        }
    }

    @Test
    void otherKindsAreLeftAlone() {
        String other = CRD.replace("kind: CustomResourceDefinition", "kind: Other");

        assertThat(SchemaCut.of(other)).isSameAs(other);
    }

    @Test
    void aTextThatOnlySeemsToHaveASchemaHidesNothing() {
        String hiding = """
                  apiVersion: rbac.authorization.k8s.io/v1
                  kind: ClusterRole
                  metadata:
                    name: hidden
                    annotations:
                      a: "
                kind: CustomResourceDefinition
                 openAPIV3Schema:
                   "
                  rules:
                  - {verbs: ["*"], apiGroups: ["*"], resources: ["*"]}
                #"
                """;

        assertThat(SchemaCut.of(hiding)).isSameAs(hiding);
        assertThat(Reading.complete(Reading.text(hiding)).objects().roles())
                .singleElement()
                .satisfies(role -> assertThat(role.rules()).hasSize(1));
    }

    @Test
    void realCustomResourcesAreCutWhereTheParserWouldSkip() throws IOException {
        Path corpus = Shared.path("corpus");
        List<Path> files;
        try (var all = Files.walk(corpus)) {
            files = all.filter(file -> file.toString().endsWith(".yaml")).toList();
        }
        int cuts = 0;
        for (Path file : files) {
            String text = Files.readString(file);
            if (!text.contains("openAPIV3Schema")) {
                continue;
            }
            YamlPieces pieces = new YamlPieces(text.toCharArray(), null, Integer.MAX_VALUE);
            for (String piece = pieces.next(); piece != null; piece = pieces.next()) {
                String cut = SchemaCut.of(piece);
                if (!cut.equals(piece)) {
                    cuts++;
                    assertThat(events(cut).equals(events(piece)))
                            .as("events of " + corpus.relativize(file) + " from line " + pieces.linesBefore())
                            .isTrue();
                }
            }
        }
        assertThat(cuts).as("schemas that were cut out of the corpus").isGreaterThan(200);
    }

    @Test
    void aDamagedPieceIsCutOnlyWhereTheParserWouldSkip() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        int cuts = 0;
        for (int i = 0; i < MUTANTS; i++) {
            String mutant = CRD;
            for (int change = random.nextInt(3); change >= 0; change--) {
                mutant = changed(mutant, random);
            }
            String cut = SchemaCut.of(mutant);
            if (cut.equals(mutant)) {
                continue;
            }
            cuts++;
            List<String> full = events(mutant);
            if (!full.equals(events(cut))) {
                assertThat(events(cut))
                        .as("seed " + seed + ", piece:\n" + mutant)
                        .isEqualTo(full);
            }
        }
        assertThat(cuts).as("mutants that were cut; seed " + seed).isGreaterThan(MUTANTS / 10);
    }

    private static String changed(String text, Random random) {
        String odd = "\"'#:-|>[]{}&*!%?,\t \n\\@`=<~x0\r";
        int at = random.nextInt(text.length());
        List<String> lines = new ArrayList<>(Arrays.asList(text.split("\n", -1)));
        int line = random.nextInt(lines.size());
        switch (random.nextInt(7)) {
            case 0 -> {
                return text.substring(0, at) + odd.charAt(random.nextInt(odd.length())) + text.substring(at);
            }
            case 1 -> {
                return text.substring(0, at) + text.substring(at + 1);
            }
            case 2 -> lines.remove(line);
            case 3 -> lines.add(line, lines.get(random.nextInt(lines.size())));
            case 4 -> lines.set(line, " " + lines.get(line));
            case 5 -> lines.set(line, lines.get(line).replaceFirst("^ ", ""));
            default -> {
                return text.substring(0, at) + " " + odd.charAt(random.nextInt(odd.length())) + " "
                        + text.substring(at);
            }
        }
        return String.join("\n", lines);
    }

    /** Events with their places, the values of openAPIV3Schema left out; what the parser says of malformed text. */
    private static List<String> events(String text) {
        List<String> events = new ArrayList<>();
        Parser parser = new ParserImpl(new StreamReader(text), new LoaderOptions());
        try {
            boolean key = false;
            List<Boolean> keyNext = new ArrayList<>();
            for (Event event = parser.getEvent(); !event.is(Event.ID.StreamEnd); event = parser.getEvent()) {
                String shown = event.getEventId() + " " + event.getStartMark().getLine() + ":"
                        + event.getStartMark().getColumn();
                if (event instanceof ScalarEvent scalar) {
                    shown += " " + scalar.getScalarStyle() + " " + scalar.getValue();
                }
                boolean end = event.is(Event.ID.MappingEnd)
                        || event.is(Event.ID.SequenceEnd)
                        || event.is(Event.ID.DocumentEnd);
                // Where a container ends is told by what comes behind it.
                events.add(end ? event.getEventId().toString() : shown);
                key = isKey(event, keyNext);
                if (key
                        && event instanceof ScalarEvent scalar
                        && scalar.getValue().equals("openAPIV3Schema")
                        && inSpec(events, keyNext)) {
                    skip(parser);
                    keyNext.set(keyNext.size() - 1, true);
                }
            }
        } catch (YAMLException e) {
            return List.of("malformed");
        }
        return events;
    }

    /** Whether the last key at the root was spec. */
    private static boolean inSpec(List<String> events, List<Boolean> keyNext) {
        int depth = keyNext.size();
        for (int i = events.size() - 1; i >= 0; i--) {
            String event = events.get(i);
            depth += event.endsWith("End")
                    ? 1
                    : event.startsWith("MappingStart") || event.startsWith("SequenceStart") ? -1 : 0;
            if (depth == 1 && event.startsWith("Scalar")) {
                return event.endsWith(" spec");
            }
        }
        return false;
    }

    /** Keeps track of what a map waits for; whether this event is a key. */
    private static boolean isKey(Event event, List<Boolean> keyNext) {
        int last = keyNext.size() - 1;
        boolean inMap = last >= 0 && keyNext.get(last) != null;
        boolean key = inMap && keyNext.get(last);
        if (event.is(Event.ID.MappingEnd) || event.is(Event.ID.SequenceEnd)) {
            keyNext.remove(last);
            return false;
        }
        if (event.is(Event.ID.Scalar) || event.is(Event.ID.MappingStart) || event.is(Event.ID.SequenceStart)) {
            if (inMap) {
                keyNext.set(last, !key);
            }
        }
        if (event.is(Event.ID.MappingStart)) {
            keyNext.add(true);
        } else if (event.is(Event.ID.SequenceStart)) {
            keyNext.add(null);
        }
        return key;
    }

    private static void skip(Parser parser) {
        int depth = 0;
        do {
            Event event = parser.getEvent();
            depth += event.is(Event.ID.MappingStart) || event.is(Event.ID.SequenceStart)
                    ? 1
                    : event.is(Event.ID.MappingEnd) || event.is(Event.ID.SequenceEnd) ? -1 : 0;
        } while (depth > 0);
    }
}
