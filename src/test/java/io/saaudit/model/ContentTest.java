package io.saaudit.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whatever field of an object differs, or of anything in it, the two are not the same; where it stands plays no part. */
class ContentTest {
    private static final Meta META = Meta.of("v1", new ObjectKey("", "Pod", "ns-1", "a"), 1);

    private static final PodSpec POD = new PodSpec(
            "sa",
            "sa",
            true,
            List.of("pull"),
            List.of(new Volume(
                    "data",
                    Volume.Kind.OTHER,
                    "ref",
                    List.of(new Volume.TokenProjection("vault", 600, "token", 1)),
                    List.of(new Volume.SecretSource("secret", List.of("token"))),
                    "data-0")),
            List.of(new Container(
                    "main",
                    Container.Kind.MAIN,
                    List.of(new Container.Mount("data", "/data", "sub", true)),
                    List.of(new Container.SecretEnv("TOKEN", "secret", "token", 1)),
                    List.of(new Container.EnvFrom("secret", "P_", 2)),
                    false,
                    List.of("aud"),
                    List.of(new Container.Flag("--etcd-servers", "x", "command", 1, 1, FieldPlaces.NONE)))),
            false,
            false,
            false);

    private static final Workload WORKLOAD = new Workload(
            META, POD, Map.of("app", "a"), Map.of("note", "b"), 3, "Running", "node-1", new FieldPlaces(1, 2));

    private static final ServiceAccount ACCOUNT =
            new ServiceAccount(META, null, List.of("token-1"), List.of("pull"), new FieldPlaces(3));

    @Test
    void eachFieldOfAWorkloadCounts() throws ReflectiveOperationException {
        Map<String, Object> others = others(WORKLOAD, "");
        assertThat(others).hasSizeGreaterThan(35).containsKey(".pod.volumes[0].claim");
        others.forEach((field, other) -> assertThat(Content.same(WORKLOAD, (KubeObject) other))
                .as("with another %s", field)
                .isFalse());
    }

    @Test
    void eachFieldOfAnAccountCounts() throws ReflectiveOperationException {
        Map<String, Object> others = others(ACCOUNT, "");
        assertThat(others).containsKeys(".automount", ".secrets[0]", ".imagePullSecrets without");
        others.forEach((field, other) -> assertThat(Content.same(ACCOUNT, (KubeObject) other))
                .as("with another %s", field)
                .isFalse());
    }

    @Test
    void placesDoNotCount() {
        Workload elsewhere = new Workload(
                Meta.of("v1", META.key(), 99),
                new PodSpec("sa", "sa", true, List.of("pull"), POD.volumes(), POD.containers(), false, false, false),
                new HashMap<>(WORKLOAD.podLabels()),
                WORKLOAD.podAnnotations(),
                3,
                "Running",
                "node-1",
                FieldPlaces.NONE);
        assertThat(Content.same(WORKLOAD, elsewhere)).isTrue();
    }

    /** These write their own {@code equals}, which must not forget a field that is added to them. */
    @Test
    void eachFieldOfARecordThatIsComparedByHandCounts() throws ReflectiveOperationException {
        for (Record record : List.of(
                Identity.serviceAccount("ns-1", "a"),
                new PolicyRule(List.of("get"), List.of("g"), List.of("r"), List.of("n"), List.of("/u")),
                new ObjectKey("g", "K", "ns-1", "a"),
                (Record) Subject.of("User", "g", "ns-1", "a"),
                (Record) Subject.of("Group", "g", "ns-1", "a"),
                (Record) Subject.of("ServiceAccount", "g", "ns-1", "a"))) {
            others(record, record.getClass().getSimpleName()).forEach((field, other) -> {
                assertThat(other).as("with another %s", field).isNotEqualTo(record);
                assertThat(record).as("with another %s", field).isNotEqualTo(other);
            });
            assertThat(copy(record)).isEqualTo(record).hasSameHashCodeAs(record);
        }
    }

    /** The record with one field otherwise, for each of its fields and of those in it. */
    private static Map<String, Object> others(Record record, String path) throws ReflectiveOperationException {
        Object[] values = values(record);
        RecordComponent[] fields = record.getClass().getRecordComponents();
        Class<?>[] types = types(record);
        Map<String, Object> others = new LinkedHashMap<>();
        for (int i = 0; i < fields.length; i++) {
            Map<String, Object> of = otherValues(values[i], types[i], path + "." + fields[i].getName());
            for (Map.Entry<String, Object> other : of.entrySet()) {
                Object[] changed = values.clone();
                changed[i] = other.getValue();
                others.put(
                        other.getKey(),
                        record.getClass().getDeclaredConstructor(types).newInstance(changed));
            }
        }
        return others;
    }

    private static Class<?>[] types(Record record) {
        return Stream.of(record.getClass().getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
    }

    private static Object[] values(Record record) throws ReflectiveOperationException {
        RecordComponent[] fields = record.getClass().getRecordComponents();
        Object[] values = new Object[fields.length];
        for (int i = 0; i < fields.length; i++) {
            fields[i].getAccessor().setAccessible(true);
            values[i] = fields[i].getAccessor().invoke(record);
        }
        return values;
    }

    private static Object copy(Record record) throws ReflectiveOperationException {
        return record.getClass().getDeclaredConstructor(types(record)).newInstance(values(record));
    }

    private static Map<String, Object> otherValues(Object value, Class<?> type, String path)
            throws ReflectiveOperationException {
        if (value instanceof FieldPlaces) {
            return Map.of();
        }
        if (value instanceof Meta meta) {
            return Map.of(path, Meta.of("v2", meta.key(), meta.at()));
        }
        if (value instanceof String text) {
            return Map.of(path, text + "-other");
        }
        if (value instanceof Integer number) {
            return Map.of(path, number + 1);
        }
        if (value instanceof Long number) {
            return Map.of(path, number + 1);
        }
        if (value instanceof Enum<?> one) {
            Object[] all = one.getDeclaringClass().getEnumConstants();
            return Map.of(path, all[(one.ordinal() + 1) % all.length]);
        }
        if (type == boolean.class || type == Boolean.class) {
            return Map.of(path, value == null || !(Boolean) value);
        }
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> more = new HashMap<>(map);
            more.put("other", "x");
            return Map.of(path, more);
        }
        if (value instanceof List<?> list) {
            Map<String, Object> others = new LinkedHashMap<>();
            others.put(path + " without", List.of());
            for (int i = 0; i < list.size(); i++) {
                int at = i;
                otherValues(list.get(i), list.get(i).getClass(), path + "[" + i + "]")
                        .forEach((field, other) -> {
                            List<Object> changed = new ArrayList<>(list);
                            changed.set(at, other);
                            others.put(field, changed);
                        });
            }
            return others;
        }
        return others((Record) value, path);
    }
}
