package io.saaudit.source;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A value that was read before it was known what it means: its tokens, texts and places. */
final class Recording {
    private final String key;
    private final long keyAt;
    private final Out out;
    private final List<Token> tokens = new ArrayList<>();
    private final List<String> texts = new ArrayList<>();
    private long[] places = new long[16];

    private Recording(String key, long keyAt, Out out) {
        this.key = key;
        this.keyAt = keyAt;
        this.out = out;
    }

    /** Records the value of a key of the root object, and leaves the cursor on its last token. */
    static Recording of(String key, Cursor in) {
        Recording recording = new Recording(key, in.keyAt(), in.out());
        int open = 0;
        while (true) {
            recording.add(in);
            switch (in.token()) {
                case OBJECT, LIST -> open++;
                case END_OBJECT, END_LIST -> open--;
                default -> {
                    // a key or a scalar opens nothing
                }
            }
            if (open == 0) {
                return recording;
            }
            in.advance();
        }
    }

    String key() {
        return key;
    }

    /** A cursor at the value. */
    Cursor play() {
        return new Player();
    }

    private void add(Cursor in) {
        if (tokens.size() == places.length) {
            places = Arrays.copyOf(places, places.length * 2);
        }
        places[tokens.size()] = in.at();
        tokens.add(in.token());
        boolean hasText = switch (in.token()) {
            case KEY, STRING, NUMBER, BOOLEAN -> true;
            default -> false;
        };
        texts.add(hasText ? in.out().pool().strings().share(in.text()) : "");
    }

    private final class Player extends Cursor {
        private int next;

        Player() {
            super(out);
            startAt(key, keyAt);
            advance();
        }

        @Override
        protected void advance() {
            token = tokens.get(next++);
        }

        @Override
        String text() {
            return texts.get(next - 1);
        }

        @Override
        long at() {
            return next == 0 ? keyAt : places[next - 1];
        }

        @Override
        protected void skipChildren() {
            int level = 1;
            while (level > 0) {
                advance();
                if (token == Token.OBJECT || token == Token.LIST) {
                    level++;
                } else if (token == Token.END_OBJECT || token == Token.END_LIST) {
                    level--;
                }
            }
        }
    }
}
