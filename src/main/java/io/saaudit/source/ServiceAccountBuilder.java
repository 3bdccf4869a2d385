package io.saaudit.source;

import io.saaudit.model.FieldPlaces;
import io.saaudit.model.KubeObject;
import io.saaudit.model.Meta;
import io.saaudit.model.Positions;
import io.saaudit.model.ServiceAccount;
import java.util.List;

/** ServiceAccount. */
final class ServiceAccountBuilder extends ObjectBuilder {
    private Boolean automount;
    private List<String> secrets = List.of();
    private List<String> imagePullSecrets = List.of();
    private long automountAt = Positions.NONE;
    private long secretsAt = Positions.NONE;

    @Override
    void field(String name, Cursor in) {
        switch (name) {
            case "automountServiceAccountToken" -> {
                automountAt = in.keyAt();
                automount = Values.bool(in);
            }
            case "secrets" -> {
                secretsAt = in.keyAt();
                secrets = Values.names(in);
            }
            case "imagePullSecrets" -> imagePullSecrets = Values.names(in);
            default -> in.skip();
        }
    }

    @Override
    KubeObject build(Meta meta) {
        return new ServiceAccount(meta, automount, secrets, imagePullSecrets, new FieldPlaces(automountAt, secretsAt));
    }
}
