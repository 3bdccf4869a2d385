package io.saaudit.model;

import java.util.Objects;

/**
 * A ServiceAccount token that stands in the text of an object, where anybody who may read the object can take it. The
 * token itself is not kept: only where it stands, whose it is and until when it works.
 *
 * @param pointer the field, as a JSON pointer (RFC 6901) from the object's root
 * @param subject claim {@code sub}, {@code system:serviceaccount:NS:NAME}; empty where the payload does not say
 * @param expires claim {@code exp} in seconds since 1970, or 0 for a token without an end
 * @param at where its value stands; not part of the content
 */
public record FoundToken(String pointer, String subject, long expires, long at) {
    @Override
    public boolean equals(Object o) {
        return o instanceof FoundToken t
                && expires == t.expires
                && pointer.equals(t.pointer)
                && subject.equals(t.subject);
    }

    @Override
    public int hashCode() {
        return Objects.hash(pointer, subject, expires);
    }
}
