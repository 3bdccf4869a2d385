package io.saaudit.testing;

import io.saaudit.model.Binding;
import io.saaudit.model.KubeObject;
import io.saaudit.model.Objects;
import io.saaudit.model.Role;
import io.saaudit.model.RoleRule;
import io.saaudit.model.ServiceAccount;
import io.saaudit.model.Subject;
import io.saaudit.model.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Small changes of what was read: an object is gone, or holds something of another one of its kind. */
public final class Mutations {
    private final Objects all;
    private final Random random;
    private KubeObject out;
    private KubeObject in;

    private Mutations(Objects all, Random random) {
        this.all = all;
        this.random = random;
    }

    /** All objects, in a fixed order. */
    public static List<KubeObject> objects(Objects all) {
        return Stream.<List<? extends KubeObject>>of(
                        all.namespaces(),
                        all.serviceAccounts(),
                        all.roles(),
                        all.bindings(),
                        all.workloads(),
                        all.secrets(),
                        all.configMaps(),
                        all.services(),
                        all.ingresses())
                .<KubeObject>flatMap(List::stream)
                .toList();
    }

    /** The objects without this one. */
    public static Objects without(Objects all, KubeObject object) {
        Mutations mutation = new Mutations(all, null);
        mutation.out = object;
        return mutation.result();
    }

    /** The objects where this one holds something of another of its kind, chosen at random; where it cannot, without it. */
    public static Objects changed(Objects all, KubeObject object, Random random) {
        Mutations mutation = new Mutations(all, random);
        mutation.out = object;
        mutation.in = mutation.other(object);
        return mutation.result();
    }

    private KubeObject other(KubeObject object) {
        if (object instanceof Role role) {
            List<RoleRule> rules = new ArrayList<>(role.rules());
            List<RoleRule> more = any(all.roles(), role).rules();
            if (!more.isEmpty()) {
                RoleRule rule = any(more, null);
                rules.add(RoleRule.assumed(rule.policy(), role.key(), rules.size()));
            }
            return role.withRules(rules);
        }
        if (object instanceof Binding b) {
            boolean subjects = random.nextBoolean();
            List<Subject> all = new ArrayList<>(b.subjects());
            if (subjects) {
                List<Subject> more = any(this.all.bindings(), b).subjects();
                if (!more.isEmpty()) {
                    all.add(any(more, null));
                }
            }
            return new Binding(
                    b.meta(),
                    subjects ? b.roleRef() : any(this.all.bindings(), b).roleRef(),
                    all,
                    Binding.Places.NONE,
                    false);
        }
        if (object instanceof ServiceAccount a) {
            Boolean automount = a.automount() == null ? Boolean.FALSE : a.automount() ? null : Boolean.TRUE;
            return new ServiceAccount(a.meta(), automount, a.secrets(), a.imagePullSecrets(), a.places());
        }
        if (object instanceof Workload w) {
            Workload from = any(all.workloads(), w);
            return new Workload(
                    w.meta(),
                    from.pod(),
                    random.nextBoolean() ? from.podLabels() : w.podLabels(),
                    w.podAnnotations(),
                    w.replicas(),
                    w.phase(),
                    w.nodeName(),
                    from.places());
        }
        return null;
    }

    /** One of the list; the other one where it is empty. */
    private <T> T any(List<T> list, T otherwise) {
        return list.isEmpty() ? otherwise : list.get(random.nextInt(list.size()));
    }

    private Objects result() {
        return new Objects(
                list(all.namespaces()),
                list(all.serviceAccounts()),
                list(all.roles()),
                list(all.bindings()),
                list(all.workloads()),
                list(all.secrets()),
                list(all.configMaps()),
                all.customResources(),
                all.nodes(),
                list(all.services()),
                list(all.ingresses()),
                all.webhooks());
    }

    @SuppressWarnings("unchecked") // what takes an object's place is of its type
    private <T extends KubeObject> List<T> list(List<T> from) {
        List<T> list = new ArrayList<>();
        for (T object : from) {
            if (object != out) {
                list.add(object);
            } else if (in != null) {
                list.add((T) in);
            }
        }
        return List.copyOf(list);
    }
}
