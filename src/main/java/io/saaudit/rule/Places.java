package io.saaudit.rule;

import io.saaudit.model.Meta;
import io.saaudit.model.Origin;
import io.saaudit.model.Positions;
import io.saaudit.model.Snapshot;
import io.saaudit.model.Workload;
import io.saaudit.workload.Workloads.Use;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The places of a finding: one for each definition of its cause, as narrow as can be said. */
final class Places {
    private final Snapshot snapshot;
    private final Set<Origin> list = new LinkedHashSet<>();

    Places(Snapshot snapshot) {
        this.snapshot = snapshot;
    }

    /**
     * Where an object is defined: at the first of these fields that was written, else at the object itself; and wherever
     * else an equal definition of it stands.
     */
    Places add(Meta meta, long... fields) {
        long[] definitions = meta.places();
        long narrowest = Positions.NONE;
        for (long field : fields) {
            narrowest = narrowest == Positions.NONE ? field : narrowest;
        }
        add(narrowest == Positions.NONE ? meta.at() : narrowest);
        for (int i = 1; i < definitions.length; i++) {
            add(definitions[i]);
        }
        return this;
    }

    private void add(long place) {
        if (place != Positions.NONE) {
            list.add(snapshot.origin(place));
        }
    }

    List<Origin> list() {
        return List.copyOf(list);
    }

    /** Where to change the owner: at the member that exposes most where that is the owner itself, or nothing else was read. */
    static Workload toChange(Use use, Workload most) {
        return most.key().equals(use.owner()) || !use.ownerRead()
                ? most
                : use.members().get(0);
    }

    /** The field that names the account, else the object. */
    static long account(Workload workload) {
        long place = workload.places().of(Workload.SERVICE_ACCOUNT_NAME);
        place = place == Positions.NONE ? workload.places().of(Workload.SERVICE_ACCOUNT) : place;
        return place == Positions.NONE ? workload.meta().at() : place;
    }
}
