package io.saaudit.render;

import io.saaudit.model.Account;
import io.saaudit.model.AwsLogin;
import io.saaudit.model.CloudIdentity;
import io.saaudit.model.ConfigMap;
import io.saaudit.model.Power;
import io.saaudit.model.Snapshot;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What accounts stand for in clouds, and whom the cluster takes that for in turn. */
final class Clouds {
    private static final String MAP = Power.SYSTEM_NAMESPACE + "/" + Power.AWS_AUTH;

    private Clouds() {}

    /** An entry of aws-auth, and the ConfigMap that it stands in. */
    private record Login(ConfigMap map, AwsLogin entry) {}

    /** What an account stands for in a cloud, as a sentence without its end. */
    static String identity(CloudIdentity cloud) {
        String provider = switch (cloud.provider()) {
            case "aws" -> "AWS";
            case "gcp" -> "Google Cloud";
            default -> "Azure";
        };
        if (cloud.byPod()) {
            return "In AWS it stands for an IAM role that only AWS knows, by EKS Pod Identity (a pod of it has a token for "
                    + cloud.from() + ")";
        }
        return "In " + provider + " it stands for " + Words.quoted(cloud.identity()) + " (annotation " + cloud.from()
                + ")";
    }

    /**
     * Whom the API server may take an account's role in AWS for: a sentence without its end for each entry of aws-auth. What
     * that gives beyond the account's own rights is what SA707 tells.
     */
    static List<String> logins(CloudIdentity cloud, Snapshot snapshot) {
        Words words = new Words(snapshot);
        List<String> sentences = new ArrayList<>(0);
        for (Login login : of(cloud, snapshot)) {
            AwsLogin entry = login.entry();
            sentences.add("Where EKS takes logins from " + MAP
                    + words.beside(login.map().meta().at(), false)
                    + ", that role logs in to this cluster as "
                    + (entry.user().isEmpty() ? "a user without a name" : Words.quoted(entry.user()))
                    + (entry.groups().isEmpty() ? "" : " in " + Words.all(entry.groups())));
        }
        return sentences;
    }

    /** What an account stands for, and whom that logs in as: a line each. */
    static void tell(Account account, Snapshot snapshot, Page page) {
        for (CloudIdentity cloud : CloudIdentity.of(account)) {
            page.line(identity(cloud) + ": whoever runs as it can be that, too.");
            for (String login : logins(cloud, snapshot)) {
                page.line(login + ".");
            }
        }
    }

    private static List<Login> of(CloudIdentity cloud, Snapshot snapshot) {
        List<Login> logins = new ArrayList<>(0);
        for (ConfigMap map : snapshot.objects().configMaps()) {
            for (AwsLogin entry : map.logins()) {
                if (entry.letsIn(cloud)) {
                    logins.add(new Login(map, entry));
                }
            }
        }
        return logins;
    }

    /** All that an account stands for, as a field that is left out where that is nothing. */
    static void write(Json json, List<CloudIdentity> clouds) throws IOException {
        if (clouds.isEmpty()) {
            return;
        }
        json.array("cloudIdentities");
        for (CloudIdentity cloud : clouds) {
            json.object()
                    .field("provider", cloud.provider())
                    .optional("identity", cloud.identity())
                    .field(cloud.byPod() ? "audience" : "annotation", cloud.from());
            List<Login> logins = of(cloud, json.snapshot());
            if (!logins.isEmpty()) {
                json.array("logins");
                for (Login login : logins) {
                    json.object()
                            .field("user", login.entry().user())
                            .strings("groups", login.entry().groups())
                            .origin("origin", login.map().meta().at())
                            .endObject();
                }
                json.endArray();
            }
            json.endObject();
        }
        json.endArray();
    }
}
