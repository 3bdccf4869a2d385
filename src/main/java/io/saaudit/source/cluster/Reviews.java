package io.saaudit.source.cluster;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.saaudit.model.Identity;
import io.saaudit.model.PolicyRule;
import io.saaudit.model.Request;
import io.saaudit.model.Target;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Asks a server what it would decide (authorization.k8s.io/v1). Reviews change nothing: the server stores none. Safe for
 * several threads.
 */
public final class Reviews {
    private static final String GROUP = "/apis/authorization.k8s.io/v1/";
    private static final JsonFactory JSON = new JsonFactory();

    private final Connection connection;
    private final Asking asking;

    /** Over a connection, which is not closed. */
    public Reviews(Connection connection) {
        this.connection = connection;
        this.asking = new Asking(connection, Pauses.REAL, Progress.NONE);
    }

    /**
     * What a server decides.
     *
     * @param allowed whether it allows it
     * @param denied whether an authorizer forbids it, whatever the others say
     * @param reason the reason that it gives, or empty; RBAC's begins with {@code RBAC:}
     * @param error what went wrong while it decided, or empty
     */
    public record Access(boolean allowed, boolean denied, String reason, String error) {}

    /**
     * What the present credential may do.
     *
     * @param rules rules, in the server's order
     * @param incomplete whether the server says that there may be more
     * @param error why, or empty
     */
    public record SelfRules(List<PolicyRule> rules, boolean incomplete, String error) {}

    /**
     * Asks about somebody (SubjectAccessReview).
     *
     * @param who whom it is asked about
     * @param what the request
     * @throws ClusterException when the server does not answer, or refuses to be asked
     */
    public Access access(Identity who, Request what) throws ClusterException {
        return ask("subjectaccessreviews", out -> spec(who, what, out), ReviewAnswers::access);
    }

    /**
     * Asks what the present credential may do in a namespace (SelfSubjectRulesReview).
     *
     * @throws ClusterException when the server does not answer, or refuses to be asked
     */
    public SelfRules selfRules(String namespace) throws ClusterException {
        return ask("selfsubjectrulesreviews", namespace(namespace), ReviewAnswers::rules);
    }

    private static Writing namespace(String namespace) {
        return out -> out.writeStringField("namespace", namespace);
    }

    /**
     * Asks whether the present credential may impersonate somebody (SelfSubjectAccessReview; semantics A.6: each part of an
     * identity by itself, in the legacy way, which every version has).
     *
     * @throws ClusterException when the server does not answer, or refuses to be asked
     */
    public boolean mayImpersonate(Identity who) throws ClusterException {
        if (connection.as(who.user(), extraGroups(who)) == null) {
            return false;
        }
        String[] account = who.account();
        boolean may = account == null
                ? mayImpersonate("users", "", who.user())
                : mayImpersonate("serviceaccounts", account[0], account[1]);
        for (String group : extraGroups(who)) {
            may = may && mayImpersonate("groups", "", group);
        }
        return may;
    }

    private boolean mayImpersonate(String resource, String namespace, String name) throws ClusterException {
        Request request = Request.of("impersonate", "", resource, "", namespace, name);
        return ask("selfsubjectaccessreviews", out -> attributes(request, out), ReviewAnswers::access)
                .allowed();
    }

    /**
     * Asks, as somebody else, what they may do in a namespace (SelfSubjectRulesReview).
     *
     * @param who whom to impersonate; {@link #mayImpersonate} says whether that can be
     * @return the rules, or null where the server refuses it: it is asked with the rights of the impersonated, who may lack
     *     this one, as system:anonymous does
     * @throws ClusterException when the server does not answer
     */
    public SelfRules rulesOf(Identity who, String namespace) throws ClusterException {
        Reviews as = new Reviews(connection.as(who.user(), extraGroups(who)));
        try {
            return as.asked("selfsubjectrulesreviews", namespace(namespace), ReviewAnswers::rules);
        } catch (Refusal e) {
            if (e.kind() == Refusal.Kind.FORBIDDEN) {
                return null;
            }
            throw as.failure("selfsubjectrulesreviews", e);
        }
    }

    /** The groups that the server does not add by itself (semantics A.6). */
    private static List<String> extraGroups(Identity who) {
        List<String> groups = new ArrayList<>(who.groups());
        groups.remove(Identity.AUTHENTICATED);
        if (who.user().equals(Identity.ANONYMOUS)) {
            groups.remove(Identity.UNAUTHENTICATED);
        }
        String[] account = who.account();
        if (account != null) {
            groups.remove(Identity.ALL_ACCOUNTS);
            groups.remove(Identity.ALL_ACCOUNTS + ":" + account[0]);
        }
        return groups;
    }

    private interface Writing {
        void write(JsonGenerator out) throws IOException;
    }

    private <T> T ask(String resource, Writing spec, Asking.Body<T> body) throws ClusterException {
        try {
            return asked(resource, spec, body);
        } catch (Refusal e) {
            throw failure(resource, e);
        }
    }

    private <T> T asked(String resource, Writing spec, Asking.Body<T> body) throws Refusal, ClusterException {
        return asking.post(GROUP + resource, review(kind(resource), spec), kind(resource), body);
    }

    private static String kind(String resource) {
        return switch (resource) {
            case "subjectaccessreviews" -> "SubjectAccessReview";
            case "selfsubjectaccessreviews" -> "SelfSubjectAccessReview";
            default -> "SelfSubjectRulesReview";
        };
    }

    private ClusterException failure(String resource, Refusal refusal) {
        if (refusal.kind() == Refusal.Kind.UNAUTHENTICATED) {
            return ServerFacts.notLoggedIn(connection.server());
        }
        return new ClusterException(
                ClusterException.Kind.CONNECTION,
                connection.server() + " answers no " + kind(resource) + ": " + refusal.getMessage(),
                refusal.kind() == Refusal.Kind.FORBIDDEN
                        ? "That needs create on " + resource + ".authorization.k8s.io and nothing else; the"
                                + " ClusterRole system:auth-delegator has it."
                        : "Try again.");
    }

    private static byte[] review(String kind, Writing spec) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator out = JSON.createGenerator(bytes)) {
            out.writeStartObject();
            out.writeStringField("apiVersion", "authorization.k8s.io/v1");
            out.writeStringField("kind", kind);
            out.writeObjectFieldStart("spec");
            spec.write(out);
            out.writeEndObject();
            out.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void spec(Identity who, Request what, JsonGenerator out) throws IOException {
        out.writeStringField("user", who.user());
        out.writeArrayFieldStart("groups");
        for (String group : who.groups()) {
            out.writeString(group);
        }
        out.writeEndArray();
        attributes(what, out);
    }

    private static void attributes(Request what, JsonGenerator out) throws IOException {
        if (what.target() instanceof Target.Path path) {
            out.writeObjectFieldStart("nonResourceAttributes");
            out.writeStringField("verb", what.verb());
            out.writeStringField("path", path.path());
            out.writeEndObject();
        } else if (what.target() instanceof Target.Resource r) {
            out.writeObjectFieldStart("resourceAttributes");
            out.writeStringField("verb", what.verb());
            out.writeStringField("group", r.group());
            out.writeStringField("resource", r.resource());
            out.writeStringField("subresource", r.subresource());
            out.writeStringField("namespace", r.namespace());
            out.writeStringField("name", r.name());
            out.writeEndObject();
        }
    }
}
