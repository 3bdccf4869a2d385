package io.saaudit.render;

import io.saaudit.model.Binding;
import io.saaudit.model.CloudIdentity;
import io.saaudit.model.Credential;
import io.saaudit.model.Credential.Way;
import io.saaudit.model.PermissionRow;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Workloads, their tokens and what their accounts may do, as JSON; docs/json.md describes them under pods. */
final class RunningJson {
    private RunningJson() {}

    /** The fields of a workload, inside of an object. */
    static void fields(Json json, Running running) throws IOException {
        json.key("object", running.owner())
                .field("pods", running.pods())
                .object("shown")
                .keyFields(running.shown().key())
                .origin("origin", running.shown().meta().at())
                .endObject();
        if (running.account() != null) {
            json.object("account")
                    .field("namespace", running.account().namespace())
                    .field("name", running.account().name())
                    .field("user", running.account().identity().user())
                    .field("declared", running.account().declared())
                    .endObject();
            json.field("accountField", field(running))
                    .origin(
                            "accountOrigin",
                            running.shown().places().of(running.field().place()));
            Clouds.write(json, CloudIdentity.of(running.account()));
            json.optional("oddity", running.accountOddity());
        }
        json.field("token", running.token().word())
                .field("automount", running.reach().automount().word())
                .field("automountReason", running.reach().why());
        containers(json, running);
        json.array("hostPaths");
        for (Running.HostPath path : running.hostPaths()) {
            json.object()
                    .field("container", path.container())
                    .field("path", path.path())
                    .field("readOnly", path.readOnly())
                    .endObject();
        }
        json.endArray();
        List<String> others = new ArrayList<>();
        for (Rights other : running.others()) {
            others.add(other.holder().identity().user());
        }
        json.strings("otherAccounts", others);
    }

    /**
     * What the accounts of these workloads may do, each once: many workloads run as one account.
     *
     * @param grants whether each permission has its grants: long, and permissions has them too
     */
    static void accounts(Json json, List<Running> workloads, boolean grants) throws IOException {
        Map<String, Rights> byUser = new TreeMap<>();
        for (Running running : workloads) {
            if (running.rights() != null) {
                byUser.put(running.rights().holder().identity().user(), running.rights());
            }
            for (Rights other : running.others()) {
                byUser.put(other.holder().identity().user(), other);
            }
        }
        json.array("accounts");
        for (Map.Entry<String, Rights> account : byUser.entrySet()) {
            json.object().field("user", account.getKey());
            rights(json, account.getValue(), grants);
            json.endObject();
        }
        json.endArray();
    }

    private static String field(Running running) {
        return switch (running.field()) {
            case SERVICE_ACCOUNT_NAME -> "serviceAccountName";
            case DEPRECATED_FIELD -> "serviceAccount";
            case NONE -> "none";
        };
    }

    private static void containers(Json json, Running running) throws IOException {
        json.array("containers");
        for (Running.ContainerTokens container : running.containers()) {
            json.object()
                    .field("name", container.container().name())
                    .field("kind", Json.word(container.container().kind()))
                    .array("tokens");
            for (Credential token : container.tokens()) {
                token(json, token);
            }
            json.endArray().endObject();
        }
        json.endArray();
    }

    private static void token(Json json, Credential token) throws IOException {
        json.object()
                .field("way", Json.word(token.way()))
                .field("inReach", token.reach().word())
                .field(token.way() == Way.SECRET_ENV ? "variable" : "path", token.place())
                .field("account", token.account())
                .optional("secret", token.secret())
                .optional("audience", token.audience())
                .field("accepted", token.accepted().word());
        if (token.seconds() > 0) {
            json.field("seconds", token.seconds()).field("renewed", token.renewed());
        }
        json.field(
                        "copyWorks",
                        switch (token.end()) {
                            case NEVER -> "until-deleted";
                            case YEAR -> "year";
                            case SECONDS -> "seconds";
                        })
                .endObject();
    }

    /** The fields of what an account may do, inside of an object. */
    static void rights(Json json, Rights rights, boolean grants) throws IOException {
        List<PermissionRow> rows = rights.worstFirst();
        int own = rows.size() - rights.everyone();
        json.array("permissions");
        PermissionsJson.rows(json, rows.subList(0, own), false, grants);
        PermissionsJson.rows(json, rows.subList(own, rows.size()), true, grants);
        json.endArray().array("unresolved");
        for (Binding binding : rights.holder().permissions().unresolved()) {
            json.unresolved(binding);
        }
        json.endArray();
        dangers(json, rights.dangers());
    }

    /** What is dangerous, as an array. */
    static void dangers(Json json, List<Rights.Danger> dangers) throws IOException {
        json.array("dangers");
        for (Rights.Danger danger : dangers) {
            json.object()
                    .field("severity", danger.severity().word())
                    .field("may", danger.title())
                    .scope(danger.scope())
                    .field("someNames", danger.someNames())
                    .endObject();
        }
        json.endArray();
    }
}
