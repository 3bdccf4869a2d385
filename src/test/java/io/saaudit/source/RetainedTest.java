package io.saaudit.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.saaudit.model.Snapshot;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.lang.ref.Reference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What stays in memory of each object that was read: a cluster of 150,000 pods has to fit into half a gigabyte. */
class RetainedTest {
    private static final int MANY = 4_000;

    @TempDir
    Path folder;

    @Test
    void aPodRetainsLittle() throws Exception {
        // About 790, of which its name, uid and the name of its token's volume are 200.
        assertThat(retained(RetainedTest::pod)).as(next("pod")).isBetween(100, 1_200);
    }

    @Test
    void aRoleRetainsLittle() throws Exception {
        // About 680.
        assertThat(retained(RetainedTest::role)).as(next("role")).isBetween(100, 1_000);
    }

    private static String next(String what) {
        return "bytes that stay of one more " + what + ": which field is new, and could equal values be one object?";
    }

    /** Bytes that one more object costs: by the difference of twice as many, so that what is there anyway does not count. */
    private int retained(IntFunction<String> object) throws Exception {
        long one = heapAfterReading(object, MANY);
        long two = heapAfterReading(object, 2 * MANY);
        return (int) ((two - one) / MANY);
    }

    private long heapAfterReading(IntFunction<String> object, int number) throws Exception {
        StringBuilder text = new StringBuilder("{\"apiVersion\":\"v1\",\"kind\":\"List\",\"items\":[\n");
        for (int i = 0; i < number; i++) {
            text.append(i == 0 ? "" : ",\n").append(object.apply(i));
        }
        Path file = Files.writeString(folder.resolve("objects.json"), text.append("]}"));
        text.setLength(0);
        text.trimToSize();
        long before = heap();
        Snapshot snapshot = SnapshotReader.read(
                List.of(file.toString()),
                InputStream.nullInputStream(),
                ReadOptions.defaults().withThreads(1));
        assertThat(snapshot.objects().size()).isEqualTo(number);
        long after = heap();
        Reference.reachabilityFence(snapshot);
        return after - before;
    }

    private static long heap() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static String pod(int i) {
        return """
                {"apiVersion":"v1","kind":"Pod",
                "metadata":{"name":"web-%1$d","namespace":"ns-%2$d","uid":"00000000-0000-0000-0000-%1$012d","labels":{"app":"web"},
                "ownerReferences":[{"apiVersion":"apps/v1","kind":"ReplicaSet","name":"web-%2$d","uid":"10000000-0000-0000-0000-%2$012d","controller":true}]},
                "spec":{"serviceAccountName":"web","containers":[{"name":"web","image":"registry/web:1",
                "volumeMounts":[{"name":"kube-api-access-%1$d","mountPath":"/var/run/secrets/kubernetes.io/serviceaccount","readOnly":true}]}],
                "volumes":[{"name":"kube-api-access-%1$d","projected":{"sources":[{"serviceAccountToken":{"expirationSeconds":3607,"path":"token"}}]}}]},
                "status":{"phase":"Running"}}""".formatted(i, i / 10);
    }

    private static String role(int i) {
        return """
                {"apiVersion":"rbac.authorization.k8s.io/v1","kind":"Role",
                "metadata":{"name":"role-%1$d","namespace":"ns-%2$d","uid":"00000000-0000-0000-0000-%1$012d"},
                "rules":[{"apiGroups":[""],"resources":["pods","configmaps"],"verbs":["get","list","watch"]},
                {"apiGroups":["apps"],"resources":["deployments"],"resourceNames":["web-%1$d"],"verbs":["patch"]}]}""".formatted(i, i / 10);
    }
}
