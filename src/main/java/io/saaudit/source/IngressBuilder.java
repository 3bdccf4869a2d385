package io.saaudit.source;

import io.saaudit.model.Ingress;
import io.saaudit.model.KubeObject;
import io.saaudit.model.Meta;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Ingress, in networking.k8s.io/v1 and the older form with serviceName. */
final class IngressBuilder extends ObjectBuilder {
    private final Set<String> services = new LinkedHashSet<>();

    @Override
    void field(String name, Cursor in) {
        if (!name.equals("spec") || in.isNull()) {
            in.skip();
            return;
        }
        services.clear();
        in.beginObject();
        for (String key = in.nextKey(); key != null; key = in.nextKey()) {
            switch (key) {
                case "defaultBackend", "backend" -> backend(in);
                case "rules" -> rules(in);
                default -> in.skip();
            }
        }
    }

    @Override
    KubeObject build(Meta meta) {
        return new Ingress(meta, List.copyOf(services));
    }

    private void rules(Cursor in) {
        if (in.isNull()) {
            return;
        }
        in.beginList();
        while (in.nextPresentItem()) {
            in.beginObject();
            for (String key = in.nextKey(); key != null; key = in.nextKey()) {
                if (key.equals("http") && !in.isNull()) {
                    http(in);
                } else {
                    in.skip();
                }
            }
        }
    }

    private void http(Cursor in) {
        in.beginObject();
        for (String key = in.nextKey(); key != null; key = in.nextKey()) {
            if (!key.equals("paths") || in.isNull()) {
                in.skip();
                continue;
            }
            in.beginList();
            while (in.nextPresentItem()) {
                in.beginObject();
                for (String inner = in.nextKey(); inner != null; inner = in.nextKey()) {
                    if (inner.equals("backend")) {
                        backend(in);
                    } else {
                        in.skip();
                    }
                }
            }
        }
    }

    private void backend(Cursor in) {
        if (in.isNull()) {
            return;
        }
        in.beginObject();
        for (String key = in.nextKey(); key != null; key = in.nextKey()) {
            String name = "";
            switch (key) {
                case "service" -> name = Values.nameOf(in);
                case "serviceName" -> name = Values.string(in);
                default -> in.skip();
            }
            if (!name.isEmpty()) {
                services.add(name);
            }
        }
    }
}
