package io.saaudit.catalog;

import static io.saaudit.testing.Tree.list;

import io.saaudit.testing.Json;
import io.saaudit.testing.Shared;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Writes the classes that are data with {@code mvn test -Dtest=CatalogDataTest -Dgolden.update=true}, else compares it. */
class CatalogDataTest {
    @Test
    void builtInRolesAndBindingsAreThoseThatTheServersStored() throws IOException {
        BuiltInWriter writer = new BuiltInWriter();
        for (KubeVersion version : KubeVersion.all()) {
            Object stored = Json.file(Shared.path("kubernetes/bootstrap/v" + version + ".json"))
                    .get(0);
            list(stored, "items").forEach(item -> writer.add(version.minor(), item));
        }
        List<String> objects = writer.objects();
        Golden.check(
                "BuiltInObjects", "Roles and bindings that API servers make, as {@link BuiltInReader} tells.", objects);
        Golden.check("BuiltInRules", "Rules of {@link BuiltInObjects}, which name them by number.", writer.rules());
    }

    @Test
    void apiResourcesAreThoseThatTheNewestServerListed() throws IOException {
        Object listed = Json.file(Shared.path("kubernetes/server-1.36/api-resources.json"))
                .get(0);
        Golden.check(
                "ApiResourceLines",
                "What an API server serves, as {@link ApiResourceReader} tells.",
                ApiResourceWriter.lines((List<?>) listed));
    }
}
