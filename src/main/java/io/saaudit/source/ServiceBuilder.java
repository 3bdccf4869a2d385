package io.saaudit.source;

import io.saaudit.model.KubeObject;
import io.saaudit.model.Meta;
import io.saaudit.model.Service;
import java.util.Map;

/** Service. */
final class ServiceBuilder extends ObjectBuilder {
    private String type = "";
    private Map<String, String> selector = Map.of();

    @Override
    void field(String name, Cursor in) {
        if (!name.equals("spec") || in.isNull()) {
            in.skip();
            return;
        }
        in.beginObject();
        for (String key = in.nextKey(); key != null; key = in.nextKey()) {
            switch (key) {
                case "type" -> type = Values.string(in);
                case "selector" -> selector = Values.stringMap(in);
                default -> in.skip();
            }
        }
    }

    @Override
    KubeObject build(Meta meta) {
        return new Service(meta, type.isEmpty() ? "ClusterIP" : type, selector);
    }
}
