package io.saaudit.render;

import io.saaudit.model.Account;
import io.saaudit.model.CloudIdentity;
import io.saaudit.model.Origin;
import io.saaudit.model.PermissionRow;
import io.saaudit.model.Role;
import io.saaudit.model.RoleRule;
import io.saaudit.rule.Finding;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;

/** {@code explain} for programs: docs/json.md, {@code sa-audit/explain/v1}. One of its parts is there, by kind. */
public final class ExplainJson implements Renderer<ExplainView> {
    @Override
    public void render(ExplainView view, PrintStream out) throws IOException {
        try (Json json = Json.document(out, view.snapshot())) {
            json.object()
                    .field("schema", "sa-audit/explain/v1")
                    .key("object", view.object())
                    .array("places");
            for (Origin place : view.places()) {
                json.object().originFields(place).endObject();
            }
            json.endArray().field("differing", view.differing()).field("assumed", view.builtIn());
            story(json, view.story());
            json.array("findings");
            for (Finding finding : view.findings()) {
                json.object()
                        .field("rule", finding.rule())
                        .field("severity", finding.severity().word())
                        .field("message", finding.message())
                        .field("fingerprint", finding.fingerprint())
                        .endObject();
            }
            json.endArray()
                    .field("suppressed", view.suppressed())
                    .completeness(view.snapshot().gaps(), view.snapshot().notes())
                    .endObject();
        }
    }

    private static void story(Json json, Story story) throws IOException {
        if (story instanceof Story.OfWorkload workload) {
            workload(json, workload);
        } else if (story instanceof Story.OfAccount account) {
            account(json, account);
        } else if (story instanceof Story.OfRole role) {
            role(json, role);
        } else if (story instanceof Story.OfBinding binding) {
            binding(json, binding);
        } else if (story instanceof Story.OfSecret secret) {
            secret(json, secret);
        }
    }

    private static void workload(Json json, Story.OfWorkload story) throws IOException {
        json.object("workload");
        RunningJson.fields(json, story.running());
        RunningJson.accounts(json, List.of(story.running()), true);
        json.field("ended", story.ended())
                .strings("imagePullSecrets", story.pullSecrets())
                .field("imagePullSecretsFrom", story.pullSecretsFrom())
                .endObject();
    }

    private static void account(Json json, Story.OfAccount story) throws IOException {
        Account account = story.account();
        json.object("account")
                .field("namespace", account.namespace())
                .field("name", account.name())
                .field("declared", account.declared())
                .field("user", account.identity().user())
                .strings("groups", account.identity().groups());
        Clouds.write(json, CloudIdentity.of(account));
        if (story.automount() != null) {
            json.field("automountServiceAccountToken", story.automount());
        }
        workloads(json, story.workloads());
        json.array("bindings");
        for (Story.Bound bound : story.bindings()) {
            json.object()
                    .bindingFields(bound.binding())
                    .object("roleRef")
                    .field("kind", bound.binding().roleRef().kind())
                    .field("name", bound.binding().roleRef().name())
                    .endObject()
                    .field("resolved", bound.role() != null)
                    .object("subject")
                    .field("kind", bound.subject().kind())
                    .optional("namespace", bound.subject().namespace())
                    .field("name", bound.subject().name())
                    .endObject()
                    .endObject();
        }
        json.endArray();
        RunningJson.rights(json, story.rights(), true);
        json.array("tokenSecrets");
        for (Story.TokenSecret token : story.secrets()) {
            json.object();
            tokenSecret(json, token);
            json.endObject();
        }
        json.endArray().endObject();
    }

    private static void workloads(Json json, List<Running> workloads) throws IOException {
        json.array("workloads");
        for (Running running : workloads) {
            json.object()
                    .keyFields(running.owner())
                    .field("token", running.token().word())
                    .origin("origin", running.shown().meta().at())
                    .endObject();
        }
        json.endArray();
    }

    private static void tokenSecret(Json json, Story.TokenSecret token) throws IOException {
        json.keyFields(token.secret().key())
                .origin("origin", token.secret().meta().at())
                .field("type", token.secret().type());
        if (token.account() != null) {
            json.object("account")
                    .field("namespace", token.account().namespace())
                    .field("name", token.account().name())
                    .field("declared", token.account().declared())
                    .endObject();
            json.field("generated", token.generated())
                    .field("cleaner", token.cleaner())
                    .optional("invalidSince", token.invalidSince());
        }
    }

    private static void role(Json json, Story.OfRole story) throws IOException {
        json.object("role").field("aggregated", story.aggregated());
        rules(json, story.role());
        json.array("bindings");
        for (Story.Given given : story.bindings()) {
            json.object();
            given(json, given);
            json.endObject();
        }
        json.endArray().array("effects");
        for (Story.Effect effect : story.effects()) {
            effect(json, effect);
        }
        json.endArray().endObject();
    }

    private static void binding(Json json, Story.OfBinding story) throws IOException {
        json.object("binding");
        given(json, story.given());
        json.object("roleRef")
                .field("kind", story.given().binding().roleRef().kind())
                .field("name", story.given().binding().roleRef().name())
                .endObject()
                .field("resolved", story.role() != null);
        if (story.role() != null) {
            rules(json, story.role());
        }
        json.array("effects");
        if (story.effect() != null) {
            effect(json, story.effect());
        }
        json.endArray().endObject();
    }

    private static void secret(Json json, Story.OfSecret story) throws IOException {
        json.object("secret");
        tokenSecret(json, story.token());
        workloads(json, story.users());
        json.array("readers");
        for (WhoCanView.Holder holder : story.readers()) {
            json.object()
                    .field("kind", holder.kind().word())
                    .optional("namespace", holder.namespace())
                    .field("name", holder.name())
                    .field("assumed", holder.builtIn())
                    .grants("grants", holder.grants())
                    .endObject();
        }
        json.endArray();
        if (story.rights() != null) {
            RunningJson.rights(json, story.rights(), true);
        }
        if (story.fix() != null) {
            json.object("fix")
                    .field("message", story.fix().what())
                    .field("kind", Json.word(story.fix().kind()))
                    .field("text", story.fix().text())
                    .endObject();
        }
        json.endObject();
    }

    private static void rules(Json json, Role role) throws IOException {
        json.array("rules");
        for (RoleRule rule : role.rules()) {
            json.object().field("number", rule.index() + 1);
            if (!rule.definedIn().equals(role.key())) {
                json.key("definedIn", rule.definedIn());
            }
            json.strings("verbs", rule.policy().verbs())
                    .strings("apiGroups", rule.policy().apiGroups())
                    .strings("resources", rule.policy().resources())
                    .strings("resourceNames", rule.policy().resourceNames())
                    .strings("nonResourceURLs", rule.policy().nonResourceURLs())
                    .origin("origin", rule.at())
                    .endObject();
        }
        json.endArray();
    }

    /** The fields of a binding with its subjects, inside of an object. */
    private static void given(Json json, Story.Given given) throws IOException {
        json.bindingFields(given.binding()).array("subjects");
        for (Story.Receiver receiver : given.receivers()) {
            json.object()
                    .field("kind", receiver.subject().kind())
                    .optional("namespace", receiver.subject().namespace())
                    .field("name", receiver.subject().name())
                    .origin("origin", receiver.at())
                    .optional("user", receiver.user())
                    .optional("nobody", receiver.nobody());
            if (receiver.account() != null) {
                json.field("declared", receiver.account().declared());
            }
            json.field("accounts", receiver.accounts()).endObject();
        }
        json.endArray();
    }

    private static void effect(Json json, Story.Effect effect) throws IOException {
        json.object().scope(effect.scope()).array("permissions");
        rows(json, effect.live());
        rows(json, effect.limited());
        rows(json, effect.inert());
        json.endArray();
        RunningJson.dangers(json, effect.dangers());
        json.endObject();
    }

    private static void rows(Json json, List<PermissionRow> rows) throws IOException {
        for (PermissionRow row : rows) {
            json.object();
            PermissionsJson.what(json, row);
            json.strings("rules", RoleText.numbers(row)).endObject();
        }
    }
}
