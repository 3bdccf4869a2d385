package io.saaudit.report;

import io.saaudit.config.IgnoreText;
import io.saaudit.config.Suppression;
import io.saaudit.model.Identity;
import io.saaudit.model.KubeObject;
import io.saaudit.model.Lists;
import io.saaudit.model.Meta;
import io.saaudit.model.ObjectKey;
import io.saaudit.model.Objects;
import io.saaudit.model.Origin;
import io.saaudit.model.Snapshot;
import io.saaudit.model.Source;
import io.saaudit.rule.Finding;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Suppressions that stand in manifests: annotations of objects and comments on lines. */
final class Beside {
    /** An annotation or comment as it was read. */
    record Text(IgnoreText read, Origin origin) {}

    private final Map<ObjectKey, List<Text>> annotations = new LinkedHashMap<>();
    private final Map<ObjectKey, Integer> definitions = new HashMap<>();
    private final Map<String, Map<Integer, List<Text>>> comments = new LinkedHashMap<>();

    /**
     * @param snapshot what was read
     * @param ownIds ids of the rules of the configuration
     */
    Beside(Snapshot snapshot, List<String> ownIds) {
        List<List<? extends KubeObject>> all = lists(snapshot.objects());
        for (List<? extends KubeObject> list : all) {
            for (KubeObject object : list) {
                annotation(object.meta(), snapshot, ownIds);
            }
        }
        if (!annotations.isEmpty()) {
            for (List<? extends KubeObject> list : all) {
                for (KubeObject object : list) {
                    if (annotations.containsKey(object.key())) {
                        Integer before = definitions.get(object.key());
                        definitions.put(object.key(), before == null ? 1 : before + 1);
                    }
                }
            }
        }
        for (Source source : snapshot.sources()) {
            for (Source.Ignore ignore : source.ignores()) {
                Origin origin = new Origin(source.path(), ignore.at(), ignore.column(), "");
                Map<Integer, List<Text>> ofFile = comments.get(source.path());
                if (ofFile == null) {
                    ofFile = new HashMap<>();
                    comments.put(source.path(), ofFile);
                }
                Lists.of(ofFile, ignore.line())
                        .add(new Text(
                                IgnoreText.read(ignore.text(), Suppression.Kind.COMMENT, origin, ownIds), origin));
            }
        }
    }

    private static List<List<? extends KubeObject>> lists(Objects objects) {
        return List.of(
                objects.serviceAccounts(), objects.roles(), objects.bindings(), objects.workloads(), objects.secrets());
    }

    private void annotation(Meta meta, Snapshot snapshot, List<String> ownIds) {
        String text = meta.annotations().get(IgnoreText.ANNOTATION);
        if (text != null) {
            Origin place = snapshot.origin(meta.at());
            Origin origin = place == null ? Origin.of(meta.key().toString()) : place;
            Lists.of(annotations, meta.key())
                    .add(new Text(IgnoreText.read(text, Suppression.Kind.ANNOTATION, origin, ownIds), origin));
        }
    }

    /** All of them. */
    List<Text> all() {
        List<Text> all = new ArrayList<>();
        for (List<Text> texts : annotations.values()) {
            all.addAll(texts);
        }
        for (Map<Integer, List<Text>> lines : comments.values()) {
            for (List<Text> texts : lines.values()) {
                all.addAll(texts);
            }
        }
        return all;
    }

    /** Where suppressions of a finding must stand so that it is hidden: at each of these. */
    record Side(List<List<Text>> texts, boolean complete) {}

    /** The three sides: on the cause, on every account, on every line. A side on which something is missing hides nothing. */
    List<Side> sides(Finding finding) {
        if (annotations.isEmpty() && comments.isEmpty()) {
            return List.of();
        }
        List<Side> sides = new ArrayList<>(3);
        sides.add(objects(List.of(finding.cause())));
        List<ObjectKey> accounts = new ArrayList<>();
        boolean accountsOnly = !finding.subjects().isEmpty();
        for (String subject : finding.subjects()) {
            String[] account = new Identity(subject, List.of()).account();
            if (account == null) {
                accountsOnly = false;
            } else {
                accounts.add(new ObjectKey("", "ServiceAccount", account[0], account[1]));
            }
        }
        if (!accounts.equals(List.of(finding.cause()))) {
            Side side = objects(accounts);
            sides.add(new Side(side.texts, side.complete && accountsOnly));
        }
        sides.add(lines(finding.places()));
        return sides;
    }

    private Side objects(List<ObjectKey> keys) {
        List<List<Text>> texts = new ArrayList<>();
        boolean complete = !keys.isEmpty();
        for (ObjectKey key : keys) {
            List<Text> found = annotations.getOrDefault(key, List.of());
            // Each definition must say so: a second file can hide nothing (design 4.7).
            complete &= !found.isEmpty() && found.size() == definitions.get(key);
            for (Text text : found) {
                texts.add(List.of(text));
            }
        }
        return new Side(texts, complete);
    }

    private Side lines(List<Origin> places) {
        List<List<Text>> texts = new ArrayList<>();
        boolean complete = !places.isEmpty();
        for (Origin place : places) {
            List<Text> found = comments.getOrDefault(place.source(), Map.of()).getOrDefault(place.line(), List.of());
            complete &= !found.isEmpty();
            if (!found.isEmpty()) {
                texts.add(found);
            }
        }
        return new Side(texts, complete);
    }
}
