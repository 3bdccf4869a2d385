package io.saaudit.source;

import io.saaudit.model.CustomResource;
import io.saaudit.model.KubeObject;
import io.saaudit.model.Meta;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** CustomResourceDefinition, v1 and v1beta1; schemas are passed over. */
final class CustomResourceBuilder extends ObjectBuilder {
    private String group = "";
    private String plural = "";
    private String kind = "";
    private String singular = "";
    private List<String> shortNames = List.of();
    private String scope = "";
    private final Set<String> subresources = new TreeSet<>();

    @Override
    void field(String name, Cursor in) {
        if (!name.equals("spec") || in.isNull()) {
            in.skip();
            return;
        }
        subresources.clear();
        in.beginObject();
        for (String key = in.nextKey(); key != null; key = in.nextKey()) {
            switch (key) {
                case "group" -> group = Values.string(in);
                case "scope" -> scope = Values.string(in);
                case "names" -> names(in);
                case "subresources" -> subresources(in);
                case "versions" -> versions(in);
                default -> in.skip();
            }
        }
    }

    @Override
    KubeObject build(Meta meta) {
        // v1beta1 takes Namespaced when scope is missing; v1 demands it.
        boolean namespaced = !scope.equals("Cluster");
        return new CustomResource(
                meta,
                group,
                plural,
                kind,
                singular,
                shortNames,
                namespaced,
                List.copyOf(new ArrayList<>(subresources)));
    }

    private void names(Cursor in) {
        if (in.isNull()) {
            return;
        }
        in.beginObject();
        for (String key = in.nextKey(); key != null; key = in.nextKey()) {
            switch (key) {
                case "plural" -> plural = Values.string(in);
                case "kind" -> kind = Values.string(in);
                case "singular" -> singular = Values.string(in);
                case "shortNames" -> shortNames = Values.strings(in);
                default -> in.skip();
            }
        }
    }

    private void versions(Cursor in) {
        if (in.isNull()) {
            return;
        }
        in.beginList();
        while (in.nextPresentItem()) {
            in.beginObject();
            for (String key = in.nextKey(); key != null; key = in.nextKey()) {
                if (key.equals("subresources")) {
                    subresources(in);
                } else {
                    in.skip();
                }
            }
        }
    }

    private void subresources(Cursor in) {
        if (in.isNull()) {
            return;
        }
        in.beginObject();
        for (String key = in.nextKey(); key != null; key = in.nextKey()) {
            if (!in.isNull() && (key.equals("status") || key.equals("scale"))) {
                subresources.add(key);
            }
            in.skip();
        }
    }
}
