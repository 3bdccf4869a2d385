package io.saaudit.source;

import io.saaudit.model.AwsLogin;
import io.saaudit.model.ConfigMap;
import io.saaudit.model.FieldPlaces;
import io.saaudit.model.FoundToken;
import io.saaudit.model.KubeObject;
import io.saaudit.model.Meta;
import io.saaudit.model.Positions;
import io.saaudit.model.Secret;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Secret and ConfigMap. Values are passed over: of a token it is only seen whether it is empty, whose it is and until
 * when it works, and of a ConfigMap only the date under {@code since} is kept, and of kube-system/aws-auth who may log in.
 */
final class DataBuilder extends ObjectBuilder {
    /** semantics H.2: since when the API server keeps track of legacy tokens. */
    private static final String TRACKING = "kube-apiserver-legacy-service-account-token-tracking";

    private final boolean secret;
    private final Keys data;
    private String type = "";
    private long typeAt = Positions.NONE;

    /** @param data what was read of data before the kind was known */
    DataBuilder(boolean secret, Keys data) {
        this.secret = secret;
        this.data = data;
    }

    @Override
    void field(String name, Cursor in) {
        if (name.equals("type") && secret) {
            typeAt = in.keyAt();
            type = Values.string(in);
        } else {
            in.skip();
        }
    }

    @Override
    List<FoundToken> tokens() {
        return secret ? data.inSecret : data.inText;
    }

    @Override
    KubeObject build(Meta meta) {
        List<String> keys = List.copyOf(data.names());
        if (secret) {
            return new Secret(
                    meta,
                    type.isEmpty() ? "Opaque" : type,
                    keys,
                    data.token || data.stringToken,
                    new FieldPlaces(typeAt, data.tokenAt));
        }
        boolean tracking = meta.name().equals(TRACKING) && meta.namespace().equals("kube-system");
        return new ConfigMap(
                meta, keys, tracking ? data.since : "", AwsLogins.isIn(meta) ? data.logins(meta.at()) : List.of());
    }

    /** What is known of data, stringData and binaryData without their values. */
    static final class Keys {
        private List<String> plain = List.of();
        private List<String> string = List.of();
        private List<String> binary = List.of();
        private boolean token;
        private boolean stringToken;
        private long tokenAt = Positions.NONE;
        private String since = "";
        private String mapRoles = "";
        private List<AwsLogin> logins;
        private Out out;
        private final List<FoundToken> inSecret = new ArrayList<>(0);
        private final List<FoundToken> inText = new ArrayList<>(0);

        /** Whether a root field is one of those. */
        static boolean isData(String field) {
            return field.equals("data") || field.equals("stringData") || field.equals("binaryData");
        }

        /** Reads the value of one of these fields. */
        void read(String field, Cursor in) {
            boolean isString = field.equals("stringData");
            List<String> names = new ArrayList<>();
            switch (field) {
                case "data" -> {
                    plain = names;
                    mapRoles = "";
                }
                case "stringData" -> string = names;
                default -> binary = names;
            }
            if (in.isNull()) {
                return;
            }
            in.beginObject();
            for (String key = in.nextKey(); key != null; key = in.nextKey()) {
                names.add(key);
                if (in.token() != Token.STRING && !in.isNull()) {
                    throw in.wrongType("a string");
                }
                if (in.token() == Token.STRING && field.equals("data")) {
                    TokenText.find(in, inText);
                }
                if (key.equals("token") && !field.equals("binaryData")) {
                    boolean filled = !in.isNull() && !in.text().isEmpty();
                    tokenAt = in.keyAt();
                    if (filled) {
                        TokenText.inSecret(in, !isString, inSecret);
                    }
                    if (isString) {
                        stringToken = filled;
                    } else {
                        token = filled;
                    }
                } else if (key.equals("since") && field.equals("data") && in.token() == Token.STRING) {
                    since = date(in.text());
                } else if (key.equals(AwsLogins.KEY) && field.equals("data")) {
                    // The name may come later, and with it whether this is more than a text.
                    mapRoles = in.isNull() ? "" : in.text();
                    out = in.out();
                }
            }
        }

        /** Takes what a snapshot says instead. */
        void take(SnapshotFileFacts facts) {
            plain = facts.keys();
            token = facts.hasToken();
            since = facts.since();
            logins = facts.logins();
        }

        private List<AwsLogin> logins(long at) {
            if (logins == null) {
                logins = AwsLogins.of(mapRoles, out, at);
            }
            return logins;
        }

        private Set<String> names() {
            Set<String> all = new LinkedHashSet<>(plain);
            all.addAll(string);
            all.addAll(binary);
            return all;
        }

        /** The text if it can be a date: a Secret may have a key {@code since} too, and its value is not ours. */
        private static String date(String text) {
            return text.length() == 10 && text.charAt(4) == '-' && text.charAt(7) == '-' ? text : "";
        }
    }
}
