package io.saaudit.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.saaudit.testing.Json;
import io.saaudit.testing.Tree;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/**
 * What the API server itself wrote down of all that sa-audit asked of it in the whole suite: the last class of all
 * (junit-platform.properties).
 */
@Live
@Order(Integer.MAX_VALUE)
class AuditLogIT {
    private static final Set<String> REVIEWS = Set.of(
            "authentication.k8s.io/selfsubjectreviews",
            "authorization.k8s.io/selfsubjectaccessreviews",
            "authorization.k8s.io/selfsubjectrulesreviews",
            "authorization.k8s.io/subjectaccessreviews",
            "authorization.k8s.io/localsubjectaccessreviews");

    @Test
    void nothingWasAskedButGetListAndReviewsAndNoSecretsData(ControlPlane plane) throws Exception {
        List<Object> events = ours(plane);
        TreeSet<String> verbs = new TreeSet<>();
        List<String> wrong = new ArrayList<>();
        for (Object event : events) {
            String verb = Tree.string(event, "verb");
            String asked = verb + " " + Tree.string(event, "requestURI");
            Object object = Tree.map(event, "objectRef");
            String resource = Tree.string(object, "apiGroup") + "/" + Tree.string(object, "resource");
            verbs.add(verb);
            boolean allowed =
                    verb.equals("get") || verb.equals("list") || verb.equals("create") && REVIEWS.contains(resource);
            if (!allowed) {
                wrong.add(asked);
            } else if (resource.equals("/secrets") && (!verb.equals("list") || holdsMoreThanMetadata(event))) {
                wrong.add(asked);
            }
        }
        assertThat(wrong).as("requests that sa-audit must never send").isEmpty();
        assertThat(verbs).as("verbs; is the whole suite run?").contains("get");
    }

    /** The server's answer is one of metadata, or a refusal. */
    private static boolean holdsMoreThanMetadata(Object event) {
        Object code = Tree.map(event, "responseStatus").get("code");
        boolean refused = code instanceof Number number && number.intValue() >= 400;
        return !refused
                && !Tree.string(Tree.map(event, "responseObject"), "kind").equals("PartialObjectMetadataList");
    }

    private static List<Object> ours(ControlPlane plane) throws IOException {
        List<Object> events = new ArrayList<>();
        try (Stream<String> lines = Files.lines(plane.auditLog())) {
            lines.filter(line -> line.contains("\"sa-audit/")).forEach(line -> {
                Object event = Json.parse(line);
                if (Tree.string(event, "userAgent").startsWith("sa-audit/")) {
                    events.add(event);
                }
            });
        }
        return events;
    }
}
