package io.saaudit.rule;

import io.saaudit.model.Origin;
import io.saaudit.model.Positions;
import io.saaudit.model.Snapshot;
import io.saaudit.model.Workload;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The places of a finding, the narrowest first. */
final class Places {
    private final Snapshot snapshot;
    private final Set<Origin> narrow = new LinkedHashSet<>();

    Places(Snapshot snapshot) {
        this.snapshot = snapshot;
    }

    /** Adds the first of these places that is one. */
    Places add(long... choices) {
        for (long place : choices) {
            if (place != Positions.NONE) {
                narrow.add(snapshot.origin(place));
                break;
            }
        }
        return this;
    }

    /** Adds all of these places. */
    Places addAll(long[] places) {
        for (long place : places) {
            add(place);
        }
        return this;
    }

    List<Origin> list() {
        return new ArrayList<>(narrow);
    }

    /** The field that names the account, else the object. */
    static long account(Workload workload) {
        long place = workload.places().of(Workload.SERVICE_ACCOUNT_NAME);
        place = place == Positions.NONE ? workload.places().of(Workload.SERVICE_ACCOUNT) : place;
        return place == Positions.NONE ? workload.meta().at() : place;
    }
}
