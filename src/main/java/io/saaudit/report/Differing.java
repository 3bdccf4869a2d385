package io.saaudit.report;

import io.saaudit.model.Content;
import io.saaudit.model.KubeObject;
import io.saaudit.model.Objects;
import io.saaudit.model.SecondThread;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** The objects of two inputs that are there once, or defined differently: all definitions of such an object, of both. */
final class Differing {
    /** Workloads from which a second thread is worth its start. */
    private static final int MANY = 2_000;

    private final List<KubeObject> found = new ArrayList<>();

    private Differing() {}

    /** Those of the old input and of the new one. */
    static List<KubeObject> of(Objects old, Objects now) {
        Callable<List<KubeObject>> workloads = new Callable<>() {
            @Override
            public List<KubeObject> call() {
                Differing differing = new Differing();
                differing.compare(old.workloads(), now.workloads());
                return differing.found;
            }
        };
        boolean few = old.workloads().size() < MANY;
        SecondThread<List<KubeObject>> second =
                few ? SecondThread.now(workloads) : SecondThread.begin("workloads that differ", workloads);
        Differing differing = new Differing();
        differing.compare(old.customResources(), now.customResources());
        differing.compare(old.nodes(), now.nodes());
        differing.compare(old.webhooks(), now.webhooks());
        differing.compare(old.roles(), now.roles());
        differing.compare(old.bindings(), now.bindings());
        differing.compare(old.namespaces(), now.namespaces());
        differing.compare(old.serviceAccounts(), now.serviceAccounts());
        differing.compare(old.secrets(), now.secrets());
        differing.compare(old.configMaps(), now.configMaps());
        differing.compare(old.services(), now.services());
        differing.compare(old.ingresses(), now.ingresses());
        differing.found.addAll(second.got());
        return differing.found;
    }

    /** Two lists by key. */
    private void compare(List<? extends KubeObject> old, List<? extends KubeObject> now) {
        int i = 0;
        int j = 0;
        while (i < old.size() || j < now.size()) {
            int order = i == old.size()
                    ? 1
                    : j == now.size()
                            ? -1
                            : old.get(i).key().compareTo(now.get(j).key());
            int before = order <= 0 ? end(old, i) : i;
            int after = order >= 0 ? end(now, j) : j;
            if (!same(old.subList(i, before), now.subList(j, after))) {
                found.addAll(old.subList(i, before));
                found.addAll(now.subList(j, after));
            }
            i = before;
            j = after;
        }
    }

    /** Behind the last definition of the object that begins there. */
    private static int end(List<? extends KubeObject> objects, int from) {
        int to = from + 1;
        while (to < objects.size()
                && objects.get(to).key().equals(objects.get(from).key())) {
            to++;
        }
        return to;
    }

    private static boolean same(List<? extends KubeObject> a, List<? extends KubeObject> b) {
        if (a.size() != b.size()) {
            return false;
        }
        for (int i = 0; i < a.size(); i++) {
            if (!Content.same(a.get(i), b.get(i))) {
                return false;
            }
        }
        return true;
    }
}
