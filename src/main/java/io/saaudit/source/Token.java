package io.saaudit.source;

/** What stands at a place of a document. */
enum Token {
    OBJECT("a map"),
    END_OBJECT("the end of a map"),
    LIST("a list"),
    END_LIST("the end of a list"),
    KEY("a key"),
    STRING("a string"),
    NUMBER("a number"),
    BOOLEAN("a boolean"),
    NULL("null"),
    /** A container that was entered and has not been advanced in. */
    INSIDE("inside"),
    END("the end");

    private final String words;

    Token(String words) {
        this.words = words;
    }

    /** As a message names it. */
    String words() {
        return words;
    }
}
