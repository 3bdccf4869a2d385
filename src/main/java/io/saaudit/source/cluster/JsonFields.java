package io.saaudit.source.cluster;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/** Goes through the fields of an object of a server's answer. */
final class JsonFields {
    private JsonFields() {}

    /** Takes a field. */
    interface Field {
        /** Reads or passes over the value that the parser is on. */
        void read(String name, JsonParser value) throws IOException;
    }

    /** Goes through the object that the parser is on; what is none is passed over. */
    static void of(JsonParser in, Field field) throws IOException {
        if (in.currentToken() != JsonToken.START_OBJECT) {
            in.skipChildren();
            return;
        }
        while (in.nextToken() == JsonToken.FIELD_NAME) {
            String name = in.currentName();
            in.nextToken();
            field.read(name, in);
        }
    }
}
