package io.saaudit.source.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saaudit.model.ApiResource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Aggregated discovery; the live tests read that of a real server. */
class DiscoveryTest {
    @Test
    void aResourceOfTwoVersionsIsOneOfTheFirst() throws IOException {
        String text = """
                {"kind":"APIGroupDiscoveryList","apiVersion":"apidiscovery.k8s.io/v2","metadata":{},"items":[
                 {"metadata":{"name":"example.com","creationTimestamp":null},"versions":[
                  {"version":"v1","freshness":"Current","resources":[
                   {"resource":"widgets","responseKind":{"group":"example.com","version":"v1","kind":"Widget"},
                    "scope":"Cluster","singularResource":"widget","verbs":["get","list"],"shortNames":["w"],
                    "categories":["all"],"subresources":[{"subresource":"status","responseKind":{"kind":"Other"},
                    "verbs":["get"]}]}]},
                  {"version":"v1beta1","resources":[
                   {"resource":"widgets","responseKind":{"kind":"OldWidget"},"scope":"Namespaced","singularResource":"",
                    "verbs":["list","watch"],"subresources":[{"subresource":"scale"}]},
                   {"resource":"gadgets","responseKind":{"kind":"Gadget"},"scope":"Namespaced","singularResource":"gadget",
                    "verbs":["create"]}]}]}]}
                """;
        List<ApiResource> resources = read(text);
        assertThat(resources)
                .containsExactly(
                        new ApiResource(
                                "example.com",
                                "widgets",
                                "Widget",
                                "widget",
                                List.of("w"),
                                false,
                                Set.of("get", "list", "watch"),
                                Set.of("status", "scale")),
                        new ApiResource(
                                "example.com",
                                "gadgets",
                                "Gadget",
                                "gadget",
                                List.of(),
                                true,
                                Set.of("create"),
                                Set.of()));
    }

    /** What an older server answers, or none. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"kind\":\"APIGroupList\",\"apiVersion\":\"v1\",\"groups\":[]}",
                "{}",
                "[]",
                "1",
                "",
                "{\"kind\":[1],\"items\":3}"
            })
    void anotherDocumentTellsNothing(String text) throws IOException {
        assertThat(read(text)).isNull();
    }

    @Test
    void valuesOfOtherTypesArePassedOver() throws IOException {
        assertThat(read("{\"items\":[1,[2],{\"metadata\":\"x\",\"versions\":[{\"resources\":[{\"resource\":7},"
                        + "{\"resource\":\"a\",\"verbs\":{},\"responseKind\":[],\"subresources\":[null,{\"subresource\":[]}]}]}]}],"
                        + "\"kind\":\"APIGroupDiscoveryList\"}"))
                .extracting(ApiResource::resource)
                .containsExactly("a");
    }

    @Test
    void aDocumentThatEndsEarlyIsAFailure() {
        assertThatThrownBy(() -> read("{\"kind\":\"APIGroupDiscoveryList\",\"items\":[{\"metadata\":{"))
                .isInstanceOf(IOException.class);
    }

    private static List<ApiResource> read(String text) throws IOException {
        return Discovery.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }
}
