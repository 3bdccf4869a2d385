package io.saaudit.cli;

import io.saaudit.catalog.BuiltIns;
import io.saaudit.catalog.Catalog;
import io.saaudit.catalog.KubeVersion;
import io.saaudit.rbac.RbacState;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** What an API server sets up by itself, in each version of Kubernetes that is known. */
final class EveryVersion implements Supplier<List<RbacState>> {
    @Override
    public List<RbacState> get() {
        List<RbacState> all = new ArrayList<>();
        for (KubeVersion version : KubeVersion.all()) {
            BuiltIns known = Catalog.builtIns(version);
            all.add(RbacState.of(List.of(), List.of(), known.roles(), known.bindings()));
        }
        return all;
    }
}
