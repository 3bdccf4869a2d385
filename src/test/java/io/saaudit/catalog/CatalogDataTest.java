package io.saaudit.catalog;

import static io.saaudit.testing.Tree.list;

import io.saaudit.testing.Json;
import io.saaudit.testing.Shared;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Writes the jar's data with {@code mvn test -Dtest=CatalogDataTest -Dgolden.update=true}, else compares it. */
class CatalogDataTest {
    @Test
    void builtInRolesAndBindingsAreThoseThatTheServersStored() throws IOException {
        BuiltInWriter writer = new BuiltInWriter();
        for (KubeVersion version : KubeVersion.all()) {
            Object stored = Json.file(Shared.path("kubernetes/bootstrap/v" + version + ".json"))
                    .get(0);
            list(stored, "items").forEach(item -> writer.add(version.minor(), item));
        }
        Golden.check(BuiltInReader.FILE, writer.text());
    }

    @Test
    void apiResourcesAreThoseThatTheNewestServerListed() throws IOException {
        Object listed = Json.file(Shared.path("kubernetes/server-1.36/api-resources.json"))
                .get(0);
        Golden.check(ApiResourceReader.FILE, ApiResourceWriter.text((List<?>) listed));
    }
}
