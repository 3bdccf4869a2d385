package io.saaudit.live;

import java.io.IOException;
import java.util.List;

/** Runs a control plane for measuring and trying out: without an audit log, and without limits on requests. */
public final class RunControlPlane {
    private RunControlPlane() {}

    /**
     * Starts it, prints the path of its kubeconfig, and stops it when standard input ends.
     *
     * @param args none
     */
    public static void main(String[] args) throws IOException {
        List<String> flags = List.of(
                "--max-requests-inflight=3000",
                "--max-mutating-requests-inflight=2000",
                "--enable-priority-and-fairness=false");
        try (ControlPlane plane = ControlPlane.start(ControlPlaneBinary.get(), flags)) {
            System.out.println(plane.folder().resolve("kubeconfig"));
            System.in.transferTo(java.io.OutputStream.nullOutputStream());
        }
    }
}
