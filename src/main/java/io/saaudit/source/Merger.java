package io.saaudit.source;

import io.saaudit.model.Binding;
import io.saaudit.model.ConfigMap;
import io.saaudit.model.Content;
import io.saaudit.model.CustomResource;
import io.saaudit.model.Ingress;
import io.saaudit.model.KubeObject;
import io.saaudit.model.Meta;
import io.saaudit.model.Namespace;
import io.saaudit.model.Node;
import io.saaudit.model.Note;
import io.saaudit.model.Objects;
import io.saaudit.model.Origin;
import io.saaudit.model.Positions;
import io.saaudit.model.Role;
import io.saaudit.model.Secret;
import io.saaudit.model.Service;
import io.saaudit.model.ServiceAccount;
import io.saaudit.model.Source;
import io.saaudit.model.WebhookConfiguration;
import io.saaudit.model.Workload;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Puts the objects of all inputs together: sorted by key; equal definitions become one object with several places,
 * differing ones all stay, with a note a pair.
 */
final class Merger {
    private static final Comparator<KubeObject> BY_KEY = new Comparator<>() {
        @Override
        public int compare(KubeObject a, KubeObject b) {
            return a.key().compareTo(b.key());
        }
    };

    private final List<Namespace> namespaces = new ArrayList<>();
    private final List<ServiceAccount> serviceAccounts = new ArrayList<>();
    private final List<Role> roles = new ArrayList<>();
    private final List<Binding> bindings = new ArrayList<>();
    private final List<Workload> workloads = new ArrayList<>();
    private final List<Secret> secrets = new ArrayList<>();
    private final List<ConfigMap> configMaps = new ArrayList<>();
    private final List<CustomResource> customResources = new ArrayList<>();
    private final List<Node> nodes = new ArrayList<>();
    private final List<Service> services = new ArrayList<>();
    private final List<Ingress> ingresses = new ArrayList<>();
    private final List<WebhookConfiguration> webhooks = new ArrayList<>();
    private final ClaimedPaths claimed = new ClaimedPaths();

    /** Adds the objects of the next input, in reading order. */
    void add(List<KubeObject> objects) {
        for (KubeObject object : objects) {
            add(object);
        }
    }

    private void add(KubeObject object) {
        if (object instanceof Workload w) {
            workloads.add(w);
        } else if (object instanceof Binding b) {
            bindings.add(b);
        } else if (object instanceof ServiceAccount a) {
            serviceAccounts.add(a);
        } else if (object instanceof Role r) {
            roles.add(r);
        } else if (object instanceof Secret s) {
            secrets.add(s);
        } else if (object instanceof ConfigMap c) {
            configMaps.add(c);
        } else if (object instanceof CustomResource c) {
            customResources.add(c);
        } else if (object instanceof Namespace n) {
            namespaces.add(n);
        } else if (object instanceof Node n) {
            nodes.add(n);
        } else if (object instanceof Service s) {
            services.add(s);
        } else if (object instanceof Ingress i) {
            ingresses.add(i);
        } else if (object instanceof WebhookConfiguration w) {
            webhooks.add(w);
        } else if (!claimed.take(object)) {
            throw new IllegalStateException("no list for " + object.key());
        }
    }

    /** All objects; what differs is noted. */
    Objects objects(List<Source> sources, List<Note> notes) {
        return new Objects(
                merged(namespaces, sources, notes),
                merged(serviceAccounts, sources, notes),
                merged(roles, sources, notes),
                merged(bindings, sources, notes),
                claimed.resolved(merged(workloads, sources, notes)),
                merged(secrets, sources, notes),
                merged(configMaps, sources, notes),
                merged(customResources, sources, notes),
                merged(nodes, sources, notes),
                merged(services, sources, notes),
                merged(ingresses, sources, notes),
                merged(webhooks, sources, notes));
    }

    private static <T extends KubeObject> List<T> merged(List<T> objects, List<Source> sources, List<Note> notes) {
        if (objects.isEmpty()) {
            return List.of();
        }
        objects.sort(BY_KEY);
        List<T> result = new ArrayList<>(objects.size());
        int from = 0;
        for (T object : objects) {
            if (result.size() == from || result.get(from).key().compareTo(object.key()) != 0) {
                from = result.size();
                result.add(object);
            } else {
                another(result, from, object, sources, notes);
            }
        }
        return List.copyOf(result);
    }

    /** Adds another definition of the key that begins at {@code from}. */
    private static <T extends KubeObject> void another(
            List<T> result, int from, T object, List<Source> sources, List<Note> notes) {
        // Names that a server makes up are different objects, whatever they hold.
        if (object.meta().generated()) {
            result.add(object);
            return;
        }
        for (int i = from; i < result.size(); i++) {
            if (Content.same(result.get(i), object)) {
                result.set(i, withPlaces(result.get(i), result.get(i).meta().alsoAt(object.meta())));
                return;
            }
        }
        T first = result.get(from);
        notes.add(new Note(
                Note.Kind.DUPLICATE_OBJECT,
                Shown.text(object.key().toString()) + " is defined differently at "
                        + origin(first.meta().at(), sources).fileAndLine() + "; both count",
                origin(object.meta().at(), sources)));
        result.add(object);
    }

    private static Origin origin(long at, List<Source> sources) {
        Source source = sources.get(Positions.source(at) - 1);
        int line = Positions.line(at);
        return new Origin(source.path(), line, Positions.column(at), source.templateAt(line));
    }

    @SuppressWarnings("unchecked") // each branch gives back the type that it was given
    private static <T extends KubeObject> T withPlaces(T object, Meta meta) {
        KubeObject result;
        if (object instanceof Workload w) {
            result = new Workload(
                    meta,
                    w.pod(),
                    w.podLabels(),
                    w.podAnnotations(),
                    w.replicas(),
                    w.phase(),
                    w.nodeName(),
                    w.places());
        } else if (object instanceof Binding b) {
            result = new Binding(meta, b.roleRef(), b.subjects(), b.places(), b.assumed());
        } else if (object instanceof ServiceAccount a) {
            result = new ServiceAccount(meta, a.automount(), a.secrets(), a.imagePullSecrets(), a.places());
        } else if (object instanceof Role r) {
            result = new Role(meta, r.rules(), r.aggregation(), r.assumed());
        } else if (object instanceof Secret s) {
            result = new Secret(meta, s.type(), s.keys(), s.hasToken(), s.places());
        } else if (object instanceof ConfigMap c) {
            result = new ConfigMap(meta, c.keys(), c.trackingSince(), c.logins());
        } else if (object instanceof CustomResource c) {
            result = new CustomResource(
                    meta,
                    c.group(),
                    c.plural(),
                    c.kind(),
                    c.singular(),
                    c.shortNames(),
                    c.namespaced(),
                    c.subresources());
        } else if (object instanceof Namespace) {
            result = new Namespace(meta);
        } else if (object instanceof Node) {
            result = new Node(meta);
        } else if (object instanceof Service s) {
            result = new Service(meta, s.type(), s.selector());
        } else if (object instanceof Ingress i) {
            result = new Ingress(meta, i.services());
        } else if (object instanceof WebhookConfiguration w) {
            result = new WebhookConfiguration(meta, w.webhooks());
        } else {
            throw new IllegalStateException("no list for " + object.key());
        }
        return (T) result;
    }
}
