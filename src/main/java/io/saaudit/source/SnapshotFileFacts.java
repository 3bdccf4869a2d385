package io.saaudit.source;

import io.saaudit.model.FoundToken;
import java.util.ArrayList;
import java.util.List;

/**
 * What a snapshot says of an object beside its fields: the tokens that stood in it, and which keys its data had.
 *
 * @param tokens whose tokens, and until when they work
 * @param keys names of the keys of its data
 * @param hasToken whether the key {@code token} was filled
 * @param since the date since when the server keeps track of legacy tokens, or empty
 */
record SnapshotFileFacts(List<FoundToken> tokens, List<String> keys, boolean hasToken, String since) {

    /** Reads the current value. */
    static SnapshotFileFacts read(Cursor in) {
        List<FoundToken> tokens = new ArrayList<>();
        List<String> keys = List.of();
        boolean hasToken = false;
        String since = "";
        in.beginObject();
        for (String key = in.nextKey(); key != null; key = in.nextKey()) {
            switch (key) {
                case "tokens" -> {
                    in.beginList();
                    while (in.nextPresentItem()) {
                        tokens.add(token(in));
                    }
                }
                case "keys" -> keys = Values.strings(in);
                case "hasToken" -> hasToken = Values.isTrue(in);
                case "since" -> since = Values.string(in);
                default -> in.skip();
            }
        }
        return new SnapshotFileFacts(tokens, keys, hasToken, since);
    }

    private static FoundToken token(Cursor in) {
        long at = in.at();
        String pointer = "";
        String subject = "";
        long expires = 0;
        in.beginObject();
        for (String key = in.nextKey(); key != null; key = in.nextKey()) {
            switch (key) {
                case "pointer" -> pointer = Values.string(in);
                case "subject" -> subject = Values.string(in);
                case "expires" -> {
                    Long given = Values.integer(in);
                    expires = given == null ? 0 : given;
                }
                default -> in.skip();
            }
        }
        return new FoundToken(pointer, subject, expires, at);
    }
}
