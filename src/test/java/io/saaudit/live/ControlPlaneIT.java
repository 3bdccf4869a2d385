package io.saaudit.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.saaudit.testing.Tree;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The control plane itself. */
@Live
class ControlPlaneIT {
    @Test
    void theServerIsTheVersionThatTheFactsAreOf(Server server) {
        Object version = server.get("/version").orFail("get /version").tree();
        assertThat(Tree.string(version, "gitVersion"))
                .as("kubectl reads this; it is set when the program is linked (ControlPlaneBinary)")
                .startsWith("v1.36.");
    }

    /** Beside the one of the suite, so that it can be ended. */
    @Test
    void nothingIsLeftOfAControlPlaneThatWasStopped() {
        ControlPlane plane = ControlPlane.start(ControlPlaneBinary.get());
        List<ProcessHandle> handles;
        try (plane) {
            handles = plane.handles();
            assertThat(handles)
                    .as("etcd, API server, controller manager")
                    .hasSize(3)
                    .allMatch(ProcessHandle::isAlive);
        }
        assertThat(handles).as("processes after close()").noneMatch(ProcessHandle::isAlive);
        assertThat(plane.folder()).as("its files, a key among them").doesNotExist();
    }
}
