package io.saaudit.model;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Type and metadata of an object, with the places where it is defined.
 *
 * <p>Equality is that of the content: the places are left out, so that the same object read from two files is equal.
 */
public final class Meta {
    private final String apiVersion;
    private final ObjectKey key;
    private final String uid;
    private final String created;
    private final Map<String, String> labels;
    private final Map<String, String> annotations;
    private final List<OwnerRef> owners;
    private final long[] at;
    private final List<FoundToken> tokens;

    /**
     * @param apiVersion apiVersion as written
     * @param key group, kind, namespace and name
     * @param uid metadata.uid, or empty for an object that no server has stored
     * @param created metadata.creationTimestamp as written, or empty
     * @param labels labels
     * @param annotations annotations (never of a Secret's last-applied configuration, which holds data)
     * @param owners ownerReferences
     * @param at places of the equal definitions, the first in reading order first; empty for one that was assumed
     */
    public Meta(
            String apiVersion,
            ObjectKey key,
            String uid,
            String created,
            Map<String, String> labels,
            Map<String, String> annotations,
            List<OwnerRef> owners,
            long[] at) {
        this(apiVersion, key, uid, created, labels, annotations, owners, at, List.of());
    }

    private Meta(
            String apiVersion,
            ObjectKey key,
            String uid,
            String created,
            Map<String, String> labels,
            Map<String, String> annotations,
            List<OwnerRef> owners,
            long[] at,
            List<FoundToken> tokens) {
        this.apiVersion = apiVersion;
        this.key = key;
        this.uid = uid;
        this.created = created;
        this.labels = labels;
        this.annotations = annotations;
        this.owners = owners;
        this.at = at;
        this.tokens = tokens;
    }

    /** The object of this key at one place, with nothing else known of it. */
    public static Meta of(String apiVersion, ObjectKey key, long at) {
        return new Meta(apiVersion, key, "", "", Map.of(), Map.of(), List.of(), new long[] {at});
    }

    public String apiVersion() {
        return apiVersion;
    }

    public ObjectKey key() {
        return key;
    }

    public String kind() {
        return key.kind();
    }

    public String namespace() {
        return key.namespace();
    }

    public String name() {
        return key.name();
    }

    public String uid() {
        return uid;
    }

    public String created() {
        return created;
    }

    public Map<String, String> labels() {
        return labels;
    }

    public Map<String, String> annotations() {
        return annotations;
    }

    public List<OwnerRef> owners() {
        return owners;
    }

    /** ServiceAccount tokens in the object's text, in reading order. */
    public List<FoundToken> tokens() {
        return tokens;
    }

    /** The same metadata with the tokens that were found in the object. */
    public Meta withTokens(List<FoundToken> found) {
        return found.isEmpty()
                ? this
                : new Meta(apiVersion, key, uid, created, labels, annotations, owners, at, List.copyOf(found));
    }

    /** Whether a server has stored it: it carries a uid. */
    public boolean stored() {
        return !uid.isEmpty();
    }

    /** Whether the server makes up the name: only a generateName was given. */
    public boolean generated() {
        return key.name().endsWith("*");
    }

    /** The first place of definition, or {@link Positions#NONE}. */
    public long at() {
        return at.length == 0 ? Positions.NONE : at[0];
    }

    /** All places of equal definitions. */
    public long[] places() {
        return at.clone();
    }

    /** The same metadata with the places of another equal definition added. */
    public Meta alsoAt(Meta other) {
        long[] all = Arrays.copyOf(at, at.length + other.at.length);
        System.arraycopy(other.at, 0, all, at.length, other.at.length);
        return new Meta(apiVersion, key, uid, created, labels, annotations, owners, all, tokens);
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof Meta m
                && key.equals(m.key)
                && apiVersion.equals(m.apiVersion)
                && uid.equals(m.uid)
                && created.equals(m.created)
                && labels.equals(m.labels)
                && annotations.equals(m.annotations)
                && owners.equals(m.owners)
                && tokens.equals(m.tokens);
    }

    @Override
    public int hashCode() {
        return key.hashCode() * 31 + uid.hashCode();
    }

    @Override
    public String toString() {
        return key.toString();
    }
}
