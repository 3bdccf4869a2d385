package io.saaudit.perf;

/** Does nothing: what the start of the JVM alone costs. */
public final class Empty {
    private Empty() {}

    /** Returns. */
    public static void main(String[] args) {}
}
