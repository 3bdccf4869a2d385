package io.saaudit.source;

import io.saaudit.model.FoundToken;
import io.saaudit.model.OwnerRef;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The fields of {@code metadata} that the model has (apimachinery meta/v1 ObjectMeta). */
final class MetaFields {
    /** kubectl's copy of the whole object, which for a Secret is its data too. */
    private static final String LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

    String name = "";
    String generateName = "";
    String namespace = "";
    long namespaceAt;
    String uid = "";
    String created = "";
    Map<String, String> labels = Map.of();
    Map<String, String> annotations = Map.of();
    List<OwnerRef> owners = List.of();
    final List<FoundToken> tokens = new ArrayList<>(0);

    /** Reads the current value. */
    static MetaFields read(Cursor in) {
        MetaFields meta = new MetaFields();
        if (in.isNull()) {
            return meta;
        }
        in.beginObject();
        for (String key = in.nextKey(); key != null; key = in.nextKey()) {
            switch (key) {
                case "name" -> meta.name = Values.string(in);
                case "generateName" -> meta.generateName = Values.string(in);
                case "namespace" -> {
                    meta.namespace = Values.string(in);
                    meta.namespaceAt = in.keyAt();
                }
                case "uid" -> meta.uid = Values.string(in);
                case "creationTimestamp" -> meta.created = Values.string(in);
                case "labels" -> meta.labels = Values.stringMap(in);
                case "annotations" -> meta.annotations = annotations(in, meta.tokens);
                case "ownerReferences" -> meta.owners = owners(in);
                default -> in.skip();
            }
        }
        return meta;
    }

    /** Annotations without the copy of the object, and without the tokens in them, which are told to {@code tokens}. */
    static Map<String, String> annotations(Cursor in, List<FoundToken> tokens) {
        if (in.isNull()) {
            return Map.of();
        }
        Map<String, String> result = new LinkedHashMap<>();
        in.beginObject();
        for (String key = in.nextKey(); key != null; key = in.nextKey()) {
            if (key.equals(LAST_APPLIED)) {
                in.skip();
            } else {
                result.put(in.out().pool().strings().share(key), annotation(in, tokens));
            }
        }
        return result.isEmpty() ? Map.of() : in.out().pool().share(Collections.unmodifiableMap(result));
    }

    private static String annotation(Cursor in, List<FoundToken> tokens) {
        if (in.token() != Token.STRING || !in.mayHoldToken()) {
            return Values.string(in);
        }
        TokenText.find(in, tokens);
        return TokenText.without(in.text());
    }

    private static List<OwnerRef> owners(Cursor in) {
        if (in.isNull()) {
            return List.of();
        }
        List<OwnerRef> result = new ArrayList<>();
        in.beginList();
        while (in.nextPresentItem()) {
            String kind = "";
            String name = "";
            String uid = "";
            boolean controller = false;
            in.beginObject();
            for (String key = in.nextKey(); key != null; key = in.nextKey()) {
                switch (key) {
                    case "kind" -> kind = Values.string(in);
                    case "name" -> name = Values.string(in);
                    case "uid" -> uid = Values.string(in);
                    case "controller" -> controller = Values.isTrue(in);
                    default -> in.skip();
                }
            }
            result.add(new OwnerRef(kind, name, uid, controller));
        }
        return in.out().pool().share(List.copyOf(result));
    }
}
