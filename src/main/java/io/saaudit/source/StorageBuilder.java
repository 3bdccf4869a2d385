package io.saaudit.source;

import io.saaudit.model.KubeObject;
import io.saaudit.model.Meta;
import io.saaudit.model.PersistentVolume;
import io.saaudit.model.PersistentVolumeClaim;

/** PersistentVolume and PersistentVolumeClaim: which path of a node a claim comes to. */
final class StorageBuilder extends ObjectBuilder {
    private final boolean claim;
    private String path = "";
    private String claimNamespace = "";
    private String claimName = "";
    private String volumeName = "";

    StorageBuilder(boolean claim) {
        this.claim = claim;
    }

    @Override
    void field(String name, Cursor in) {
        if (!name.equals("spec") || in.isNull()) {
            in.skip();
            return;
        }
        in.beginObject();
        for (String key = in.nextKey(); key != null; key = in.nextKey()) {
            if (in.isNull()) {
                continue;
            }
            if (claim) {
                claimField(key, in);
            } else {
                volumeField(key, in);
            }
        }
    }

    private void claimField(String key, Cursor in) {
        if (key.equals("volumeName")) {
            volumeName = Values.string(in);
        } else {
            in.skip();
        }
    }

    private void volumeField(String key, Cursor in) {
        switch (key) {
            case "hostPath", "local" -> path = Values.field(in, "path");
            case "claimRef" -> {
                in.beginObject();
                for (String field = in.nextKey(); field != null; field = in.nextKey()) {
                    switch (field) {
                        case "namespace" -> claimNamespace = Values.string(in);
                        case "name" -> claimName = Values.string(in);
                        default -> in.skip();
                    }
                }
            }
            default -> in.skip();
        }
    }

    @Override
    KubeObject build(Meta meta) {
        return claim
                ? new PersistentVolumeClaim(meta, volumeName)
                : new PersistentVolume(meta, path, claimNamespace, claimName);
    }
}
