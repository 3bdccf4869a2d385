package io.saaudit.model;

/** Three-valued logic: no &lt; unknown &lt; yes; and is the minimum, or the maximum. */
public enum Truth {
    NO,
    UNKNOWN,
    YES;

    /** The smaller one. */
    public Truth and(Truth other) {
        return compareTo(other) <= 0 ? this : other;
    }

    /** The larger one. */
    public Truth or(Truth other) {
        return compareTo(other) >= 0 ? this : other;
    }

    /** The word for it in answers: {@code no}, {@code unknown} or {@code yes}. */
    public String word() {
        return switch (this) {
            case NO -> "no";
            case UNKNOWN -> "unknown";
            case YES -> "yes";
        };
    }
}
