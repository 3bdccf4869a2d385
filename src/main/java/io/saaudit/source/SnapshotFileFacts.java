package io.saaudit.source;

import com.fasterxml.jackson.core.JsonGenerator;
import io.saaudit.model.AwsLogin;
import io.saaudit.model.ConfigMap;
import io.saaudit.model.FoundToken;
import io.saaudit.model.KubeObject;
import io.saaudit.model.Secret;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What a snapshot says of an object beside its fields: the tokens that stood in it, and which keys its data had.
 *
 * @param tokens whose tokens, and until when they work
 * @param keys names of the keys of its data
 * @param hasToken whether the key {@code token} was filled
 * @param since the date since when the server keeps track of legacy tokens, or empty
 * @param logins the roles of AWS that may log in by it
 */
record SnapshotFileFacts(
        List<FoundToken> tokens, List<String> keys, boolean hasToken, String since, List<AwsLogin> logins) {

    /** Of tokens whose they are and until when they work, of data which keys there are. */
    static void write(KubeObject object, JsonGenerator out) throws IOException {
        List<FoundToken> tokens = object.meta().tokens();
        boolean data = object instanceof Secret || object instanceof ConfigMap;
        if (tokens.isEmpty() && !data) {
            return;
        }
        out.writeObjectFieldStart(SnapshotFile.FACTS);
        if (object instanceof Secret s) {
            SnapshotFileObjects.strings("keys", s.keys(), out);
            out.writeBooleanField("hasToken", s.hasToken());
        } else if (object instanceof ConfigMap c) {
            SnapshotFileObjects.strings("keys", c.keys(), out);
            SnapshotFileObjects.optional("since", c.trackingSince(), out);
            logins(c.logins(), out);
        }
        if (!tokens.isEmpty()) {
            out.writeArrayFieldStart("tokens");
            for (FoundToken token : tokens) {
                out.writeStartObject();
                out.writeStringField("pointer", token.pointer());
                out.writeStringField("subject", token.subject());
                out.writeNumberField("expires", token.expires());
                out.writeEndObject();
            }
            out.writeEndArray();
        }
        out.writeEndObject();
    }

    private static void logins(List<AwsLogin> logins, JsonGenerator out) throws IOException {
        if (logins.isEmpty()) {
            return;
        }
        out.writeArrayFieldStart("logins");
        for (AwsLogin login : logins) {
            out.writeStartObject();
            out.writeStringField("role", login.role());
            out.writeStringField("user", login.user());
            SnapshotFileObjects.strings("groups", login.groups(), out);
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    /** Reads the current value. */
    static SnapshotFileFacts read(Cursor in) {
        List<FoundToken> tokens = new ArrayList<>();
        List<String> keys = List.of();
        boolean hasToken = false;
        String since = "";
        List<AwsLogin> logins = new ArrayList<>(0);
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
                case "logins" -> {
                    in.beginList();
                    while (in.nextPresentItem()) {
                        logins.add(login(in));
                    }
                }
                default -> in.skip();
            }
        }
        return new SnapshotFileFacts(tokens, keys, hasToken, since, List.copyOf(logins));
    }

    private static AwsLogin login(Cursor in) {
        String role = "";
        String user = "";
        List<String> groups = List.of();
        in.beginObject();
        for (String key = in.nextKey(); key != null; key = in.nextKey()) {
            switch (key) {
                case "role" -> role = Values.string(in);
                case "user" -> user = Values.string(in);
                case "groups" -> groups = Values.strings(in);
                default -> in.skip();
            }
        }
        return new AwsLogin(role, user, groups);
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
