package io.saaudit.source;

import io.saaudit.model.FoundToken;
import io.saaudit.model.KubeObject;
import io.saaudit.model.Meta;
import java.util.List;

/** Builds one object of a modelled kind from the fields of its root. */
abstract class ObjectBuilder {
    /**
     * Reads or skips the value of a root field; apiVersion, kind and metadata do not come here.
     *
     * @throws FieldException when its type is not what the API server takes
     */
    abstract void field(String name, Cursor in);

    /** Tokens that stand in what was read so far. */
    List<FoundToken> tokens() {
        return List.of();
    }

    /** The object, from what was read so far. */
    abstract KubeObject build(Meta meta);

    /** Builds kinds of which the metadata is all that counts. */
    static final class Plain extends ObjectBuilder {
        private final boolean node;

        Plain(boolean node) {
            this.node = node;
        }

        @Override
        void field(String name, Cursor in) {
            in.skip();
        }

        @Override
        KubeObject build(Meta meta) {
            return node ? new io.saaudit.model.Node(meta) : new io.saaudit.model.Namespace(meta);
        }
    }
}
