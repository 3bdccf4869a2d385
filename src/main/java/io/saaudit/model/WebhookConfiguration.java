package io.saaudit.model;

import java.util.List;

/**
 * A ValidatingWebhookConfiguration or MutatingWebhookConfiguration.
 *
 * @param webhooks its webhooks
 */
public record WebhookConfiguration(Meta meta, List<Webhook> webhooks) implements KubeObject {
    /**
     * One webhook.
     *
     * @param rules what it is called for
     */
    public record Webhook(String name, List<Rule> rules) {}

    /** What a webhook is called for. */
    public record Rule(
            List<String> operations, List<String> apiGroups, List<String> apiVersions, List<String> resources) {}
}
