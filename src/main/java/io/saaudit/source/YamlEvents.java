package io.saaudit.source;

import io.saaudit.model.Gap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.parser.Parser;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.ReaderException;
import org.yaml.snakeyaml.reader.StreamReader;

/**
 * The events of a piece of YAML with every alias replaced by the events that it stands for. Events are kept from the
 * first anchor of a document on, and only then; aliases are played back and never expanded in memory.
 */
final class YamlEvents {
    private final Parser parser;
    private final String text;
    private final int lineOffset;
    private final Limits limits;
    private final Out out;

    private List<Event> tape;
    private List<int[]> ranges;
    private final Map<String, int[]> anchors = new HashMap<>();
    private int[][] open = new int[4][];
    private int[] openDepth = new int[4];
    private int opened;
    private int level;

    private final List<Playback> playing = new ArrayList<>();
    private int aliases;
    private int played;
    private Mark last;

    /** @param lineOffset lines of the file before the text */
    YamlEvents(String text, int lineOffset, Limits limits, Out out) {
        this.text = text;
        this.lineOffset = lineOffset;
        this.limits = limits;
        this.out = out;
        LoaderOptions options = new LoaderOptions();
        // The size of a document is limited where files are cut into documents, the depth in YamlCursor.
        options.setCodePointLimit(Integer.MAX_VALUE);
        options.setNestingDepthLimit(Integer.MAX_VALUE);
        this.parser = new ParserImpl(new StreamReader(text), options);
    }

    /** The next event that is no alias. */
    Event next() {
        while (true) {
            Event event;
            int[] range = null;
            if (playing.isEmpty()) {
                event = live();
                if (event.is(Event.ID.DocumentStart)) {
                    forget();
                }
                range = record(event);
            } else {
                Playback top = playing.get(playing.size() - 1);
                if (top.next == top.end) {
                    playing.remove(playing.size() - 1);
                    continue;
                }
                if (++played > Limits.MAX_ALIAS_EVENTS) {
                    throw tooMany();
                }
                event = top.events.get(top.next);
                range = top.events == tape ? ranges.get(top.next) : null;
                top.next++;
            }
            if (!event.is(Event.ID.Alias)) {
                return event;
            }
            play(event, range);
        }
    }

    /** Plays these events next; none of them is an alias. */
    void push(List<Event> events) {
        playing.add(new Playback(events, 0, events.size()));
    }

    /** Packed place of a mark. */
    long at(Mark mark) {
        return out.at(mark.getLine() + 1 + lineOffset, mark.getColumn() + 1);
    }

    private void play(Event alias, int[] range) {
        if (range[1] < 0) {
            throw DocumentException.malformed(
                    "an alias stands inside the value that it stands for", "", at(alias.getStartMark()));
        }
        if (range[1] - range[0] > 1 && ++aliases > limits.maxAliases()) {
            throw tooMany();
        }
        playing.add(new Playback(tape, range[0], range[1]));
    }

    private DocumentException tooMany() {
        return DocumentException.limit(
                "more than " + limits.maxAliases() + " aliases, or aliases that stand for too much",
                "--max-aliases",
                last == null ? out.at(lineOffset + 1, 1) : at(last));
    }

    private void forget() {
        tape = null;
        ranges = null;
        anchors.clear();
        opened = 0;
        level = 0;
        aliases = 0;
        played = 0;
    }

    /** Keeps an event of the text where anchors need it; for an alias returns what it stands for. */
    private int[] record(Event event) {
        boolean starts = event.is(Event.ID.MappingStart) || event.is(Event.ID.SequenceStart);
        boolean ends = event.is(Event.ID.MappingEnd) || event.is(Event.ID.SequenceEnd);
        int[] range = null;
        if (event instanceof AliasEvent alias) {
            range = anchors.get(alias.getAnchor());
            if (range == null) {
                throw DocumentException.malformed(
                        "an alias refers to an anchor that is not there",
                        "A * at the start of a value must be quoted.",
                        at(alias.getStartMark()));
            }
        } else if (event instanceof NodeEvent node && node.getAnchor() != null) {
            if (tape == null) {
                tape = new ArrayList<>();
                ranges = new ArrayList<>();
            }
            int[] mine = {tape.size(), starts ? -1 : tape.size() + 1};
            anchors.put(node.getAnchor(), mine);
            if (starts) {
                open(mine);
            }
        }
        if (tape != null) {
            tape.add(event);
            ranges.add(range);
        }
        if (starts) {
            level++;
        } else if (ends) {
            level--;
            while (opened > 0 && openDepth[opened - 1] == level) {
                open[--opened][1] = tape.size();
            }
        }
        return range;
    }

    private void open(int[] range) {
        if (opened == open.length) {
            open = Arrays.copyOf(open, opened * 2);
            openDepth = Arrays.copyOf(openDepth, opened * 2);
        }
        open[opened] = range;
        openDepth[opened++] = level;
    }

    private Event live() {
        try {
            Event event = parser.getEvent();
            last = event.getStartMark();
            return event;
        } catch (MarkedYAMLException e) {
            throw YamlFault.of(e, text, this);
        } catch (ReaderException e) {
            throw YamlFault.control(e, text, lineOffset, out);
        } catch (RuntimeException e) {
            // snakeyaml lets through what the JDK throws on, for example, an escape past the last code point.
            throw new DocumentException(
                    Gap.Kind.MALFORMED, "not valid YAML", "", last == null ? out.at(lineOffset + 1, 1) : at(last));
        }
    }

    private static final class Playback {
        private final List<Event> events;
        private int next;
        private final int end;

        Playback(List<Event> events, int next, int end) {
            this.events = events;
            this.next = next;
            this.end = end;
        }
    }
}
