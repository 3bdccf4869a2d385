package io.saaudit.source;

import io.saaudit.model.FieldPlaces;
import io.saaudit.model.Meta;
import io.saaudit.model.ObjectKey;
import io.saaudit.model.Secret;
import java.util.List;
import java.util.function.Consumer;

/**
 * One page of a list as an API server writes it (apimachinery meta/v1 ListMeta): {@code kind} and {@code apiVersion} of
 * the list, {@code metadata} with the token that continues it, and {@code items}, which in a typed list such as PodList
 * say nothing of their own kind.
 */
final class ListPage {
    private static final String METADATA_VERSION = "meta.k8s.io/v1";
    private static final String METADATA_KIND = "PartialObjectMetadata";

    private final String itemVersion;
    private final String itemKind;
    private final boolean metadataOnly;
    private final String version;
    private final String listKind;
    private final Consumer<String> onward;
    private final Out out;
    private boolean versionSeen;
    private boolean kindSeen;
    private String next = "";
    private long remaining = -1;
    private int items;

    /**
     * @param metadataOnly whether it must be a list of metadata and hold nothing else
     * @param onward told the token as soon as it is known that this is the right list
     */
    ListPage(String itemVersion, String itemKind, boolean metadataOnly, Consumer<String> onward, Out out) {
        this.itemVersion = itemVersion;
        this.itemKind = itemKind;
        this.metadataOnly = metadataOnly;
        this.version = metadataOnly ? METADATA_VERSION : itemVersion;
        this.listKind = (metadataOnly ? METADATA_KIND : itemKind) + "List";
        this.onward = onward;
        this.out = out;
    }

    /**
     * Reads it to the end of the text.
     *
     * @throws ListException when it is another list, or none
     */
    void read(JsonCursor in) throws ListException {
        if (!in.nextValue() || in.token() != Token.OBJECT) {
            throw other("something else");
        }
        in.beginObject();
        for (String key = in.nextKey(); key != null; key = in.nextKey()) {
            switch (key) {
                case "kind" -> kind(Values.string(in));
                case "apiVersion" -> version(Values.string(in));
                case "metadata" -> metadata(in);
                case "items" -> items(in);
                default -> in.skip();
            }
        }
        if (!kindSeen || !versionSeen) {
            throw other("JSON without a kind");
        }
        if (in.nextValue()) {
            throw other("several documents");
        }
    }

    String next() {
        return next;
    }

    long remaining() {
        return remaining;
    }

    int items() {
        return items;
    }

    private void kind(String value) throws ListException {
        kindSeen = true;
        if (!value.equals(listKind)) {
            throw other("a " + (value.isEmpty() ? "document without a kind" : Shown.text(value)));
        }
    }

    private void version(String value) throws ListException {
        versionSeen = true;
        if (!value.equals(version)) {
            throw other("a list of " + Shown.text(value));
        }
    }

    private ListException other(String what) {
        return new ListException(
                ListException.Kind.OTHER, "the server answered with " + what + " instead of a " + listKind);
    }

    private void metadata(Cursor in) {
        if (in.isNull()) {
            return;
        }
        in.beginObject();
        for (String key = in.nextKey(); key != null; key = in.nextKey()) {
            switch (key) {
                case "continue" -> next = in.isNull() ? "" : unshared(in);
                case "remainingItemCount" -> {
                    Long count = Values.integer(in);
                    remaining = count == null ? -1 : count;
                }
                default -> in.skip();
            }
        }
    }

    private static String unshared(Cursor in) {
        if (in.token() != Token.STRING) {
            throw in.wrongType("a string");
        }
        return in.text();
    }

    private void items(Cursor in) throws ListException {
        if (kindSeen && versionSeen && !next.isEmpty()) {
            onward.accept(next);
        }
        if (metadataOnly && !(kindSeen && versionSeen)) {
            // Not before it is certain that no data follows.
            throw other("items before their kind");
        }
        if (in.isNull()) {
            return; // what Go writes for an empty list that was never made
        }
        in.beginList();
        while (in.nextItem()) {
            items++;
            if (metadataOnly) {
                secret(in);
            } else {
                Draft item = new Draft(in.at(), out);
                item.apiVersion(itemVersion, in.at());
                item.kind(itemKind, in.at());
                ObjectReader.read(in, item);
                if (!item.is(itemVersion, itemKind)) {
                    throw other("objects of another kind");
                }
                item.finish();
            }
        }
    }

    private void secret(Cursor in) throws ListException {
        MetaFields meta = null;
        in.beginObject();
        for (String key = in.nextKey(); key != null; key = in.nextKey()) {
            switch (key) {
                case "kind", "apiVersion" -> in.skip();
                case "metadata" -> meta = MetaFields.read(in);
                default -> throw other("objects that hold more than metadata");
            }
        }
        if (meta == null || meta.name.isEmpty()) {
            throw other("an object without a name");
        }
        out.count(itemKind);
        Meta built = new Meta(
                itemVersion,
                new ObjectKey("", itemKind, meta.namespace, meta.name),
                meta.uid,
                meta.created,
                meta.labels,
                meta.annotations,
                meta.owners,
                new long[] {in.at()});
        // The controller manager fills in the token of every one that it does not delete (semantics H.1).
        out.object(new Secret(
                built.withTokens(meta.tokens), Secret.SERVICE_ACCOUNT_TOKEN, List.of(), true, FieldPlaces.NONE));
    }
}
