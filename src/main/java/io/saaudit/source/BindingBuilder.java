package io.saaudit.source;

import io.saaudit.model.Binding;
import io.saaudit.model.KubeObject;
import io.saaudit.model.Meta;
import io.saaudit.model.Positions;
import io.saaudit.model.RoleRef;
import io.saaudit.model.Subject;
import java.util.ArrayList;
import java.util.List;

/** RoleBinding and ClusterRoleBinding. */
final class BindingBuilder extends ObjectBuilder {
    private RoleRef roleRef = new RoleRef("", "", "");
    private long roleRefAt = Positions.NONE;
    private final List<Subject> subjects = new ArrayList<>();
    private final Values.Places places = new Values.Places();

    @Override
    void field(String name, Cursor in) {
        switch (name) {
            case "roleRef" -> roleRef(in);
            case "subjects" -> subjects(in);
            default -> in.skip();
        }
    }

    @Override
    KubeObject build(Meta meta) {
        return new Binding(
                meta, roleRef, List.copyOf(subjects), new Binding.Places(roleRefAt, places.toArray()), false);
    }

    private void roleRef(Cursor in) {
        roleRefAt = in.keyAt();
        String apiGroup = "";
        String kind = "";
        String name = "";
        if (!in.isNull()) {
            in.beginObject();
            for (String key = in.nextKey(); key != null; key = in.nextKey()) {
                switch (key) {
                    case "apiGroup" -> apiGroup = Values.string(in);
                    case "kind" -> kind = Values.string(in);
                    case "name" -> name = Values.string(in);
                    default -> in.skip();
                }
            }
        }
        roleRef = new RoleRef(apiGroup, kind, name);
    }

    private void subjects(Cursor in) {
        subjects.clear();
        places.clear();
        if (in.isNull()) {
            return;
        }
        in.beginList();
        while (in.nextItem()) {
            places.add(in.at());
            subjects.add(subject(in));
        }
    }

    private static Subject subject(Cursor in) {
        String apiGroup = "";
        String kind = "";
        String name = "";
        String namespace = "";
        // As in Go, null is a subject without anything; the API server refuses it.
        if (!in.isNull()) {
            in.beginObject();
            for (String key = in.nextKey(); key != null; key = in.nextKey()) {
                switch (key) {
                    case "apiGroup" -> apiGroup = Values.string(in);
                    case "kind" -> kind = Values.string(in);
                    case "name" -> name = Values.string(in);
                    case "namespace" -> namespace = Values.string(in);
                    default -> in.skip();
                }
            }
        }
        return Subject.of(kind, apiGroup, namespace, name);
    }
}
