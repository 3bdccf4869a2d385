package io.saaudit.source;

import io.saaudit.model.FieldPlaces;
import io.saaudit.model.FoundToken;
import io.saaudit.model.KubeObject;
import io.saaudit.model.Meta;
import io.saaudit.model.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Pod, and every kind with a pod template. */
final class WorkloadBuilder extends ObjectBuilder {
    /** Where the pod's spec stands. */
    enum Shape {
        /** {@code spec} (Pod). */
        POD,
        /** {@code spec.template.spec} (Deployment, Job and so on). */
        TEMPLATE,
        /** {@code spec.jobTemplate.spec.template.spec} (CronJob). */
        CRON_JOB,
        /** {@code template.spec} (PodTemplate). */
        POD_TEMPLATE
    }

    private final Shape shape;
    private final PodSpecReader pod = new PodSpecReader();
    private Map<String, String> labels = Map.of();
    private Map<String, String> annotations = Map.of();
    private Integer replicas;
    private String phase = "";
    private final List<FoundToken> inAnnotations = new ArrayList<>(0);

    WorkloadBuilder(Shape shape) {
        this.shape = shape;
    }

    @Override
    void field(String name, Cursor in) {
        switch (name) {
            case "spec" -> {
                switch (shape) {
                    case POD -> pod.read(in);
                    case TEMPLATE -> workloadSpec(in);
                    case CRON_JOB -> cronJobSpec(in);
                    default -> in.skip();
                }
            }
            case "template" -> {
                if (shape == Shape.POD_TEMPLATE) {
                    template(in);
                } else {
                    in.skip();
                }
            }
            case "status" -> {
                if (shape == Shape.POD) {
                    phase = Values.field(in, "phase");
                } else {
                    in.skip();
                }
            }
            default -> in.skip();
        }
    }

    @Override
    List<FoundToken> tokens() {
        if (inAnnotations.isEmpty()) {
            return pod.tokens();
        }
        List<FoundToken> all = new ArrayList<>(inAnnotations);
        all.addAll(pod.tokens());
        return all;
    }

    @Override
    KubeObject build(Meta meta) {
        boolean isPod = shape == Shape.POD;
        return new Workload(
                meta,
                pod.spec(),
                isPod ? meta.labels() : labels,
                isPod ? meta.annotations() : annotations,
                replicas,
                phase,
                isPod ? pod.nodeName() : "",
                new FieldPlaces(pod.places()));
    }

    private void workloadSpec(Cursor in) {
        replicas = null;
        if (in.isNull()) {
            return;
        }
        in.beginObject();
        for (String key = in.nextKey(); key != null; key = in.nextKey()) {
            switch (key) {
                case "replicas" -> {
                    Long given = Values.integer(in);
                    replicas = given == null ? null : (int) Math.min(given, Integer.MAX_VALUE);
                }
                case "template" -> template(in);
                default -> in.skip();
            }
        }
    }

    private void cronJobSpec(Cursor in) {
        if (in.isNull()) {
            return;
        }
        in.beginObject();
        for (String key = in.nextKey(); key != null; key = in.nextKey()) {
            if (!key.equals("jobTemplate") || in.isNull()) {
                in.skip();
                continue;
            }
            in.beginObject();
            for (String inner = in.nextKey(); inner != null; inner = in.nextKey()) {
                if (inner.equals("spec")) {
                    workloadSpec(in);
                } else {
                    in.skip();
                }
            }
        }
    }

    private void template(Cursor in) {
        labels = Map.of();
        annotations = Map.of();
        if (in.isNull()) {
            return;
        }
        in.beginObject();
        for (String key = in.nextKey(); key != null; key = in.nextKey()) {
            switch (key) {
                case "metadata" -> templateMetadata(in);
                case "spec" -> pod.read(in);
                default -> in.skip();
            }
        }
    }

    private void templateMetadata(Cursor in) {
        if (in.isNull()) {
            return;
        }
        in.beginObject();
        for (String key = in.nextKey(); key != null; key = in.nextKey()) {
            switch (key) {
                case "labels" -> labels = Values.stringMap(in);
                case "annotations" -> {
                    inAnnotations.clear();
                    annotations = MetaFields.annotations(in, inAnnotations);
                }
                default -> in.skip();
            }
        }
    }
}
