package io.saaudit.source;

import io.saaudit.model.KubeObject;
import io.saaudit.model.Meta;
import io.saaudit.model.WebhookConfiguration;
import java.util.ArrayList;
import java.util.List;

/** ValidatingWebhookConfiguration and MutatingWebhookConfiguration. */
final class WebhookBuilder extends ObjectBuilder {
    private final List<WebhookConfiguration.Webhook> webhooks = new ArrayList<>();

    @Override
    void field(String name, Cursor in) {
        if (!name.equals("webhooks") || in.isNull()) {
            in.skip();
            return;
        }
        webhooks.clear();
        in.beginList();
        while (in.nextPresentItem()) {
            String webhook = "";
            List<WebhookConfiguration.Rule> rules = List.of();
            in.beginObject();
            for (String key = in.nextKey(); key != null; key = in.nextKey()) {
                switch (key) {
                    case "name" -> webhook = Values.string(in);
                    case "rules" -> rules = rules(in);
                    default -> in.skip();
                }
            }
            webhooks.add(new WebhookConfiguration.Webhook(webhook, rules));
        }
    }

    @Override
    KubeObject build(Meta meta) {
        return new WebhookConfiguration(meta, List.copyOf(webhooks));
    }

    private static List<WebhookConfiguration.Rule> rules(Cursor in) {
        if (in.isNull()) {
            return List.of();
        }
        List<WebhookConfiguration.Rule> result = new ArrayList<>();
        in.beginList();
        while (in.nextPresentItem()) {
            List<String> operations = List.of();
            List<String> groups = List.of();
            List<String> versions = List.of();
            List<String> resources = List.of();
            in.beginObject();
            for (String key = in.nextKey(); key != null; key = in.nextKey()) {
                switch (key) {
                    case "operations" -> operations = Values.strings(in);
                    case "apiGroups" -> groups = Values.strings(in);
                    case "apiVersions" -> versions = Values.strings(in);
                    case "resources" -> resources = Values.strings(in);
                    default -> in.skip();
                }
            }
            result.add(new WebhookConfiguration.Rule(operations, groups, versions, resources));
        }
        return List.copyOf(result);
    }
}
