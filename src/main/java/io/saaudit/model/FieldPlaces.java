package io.saaudit.model;

/**
 * Places of a few fields of an object, by the field numbers that the object's class names. Not part of an object's
 * content: all are equal.
 */
public final class FieldPlaces {
    /** For an object that was read from no text. */
    public static final FieldPlaces NONE = new FieldPlaces();

    private final long[] at;

    public FieldPlaces(long... at) {
        this.at = at;
    }

    /** Place of the field, or {@link Positions#NONE} when it was not written. */
    public long of(int field) {
        return field < at.length ? at[field] : Positions.NONE;
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof FieldPlaces;
    }

    @Override
    public int hashCode() {
        return 0;
    }
}
