package io.saaudit.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.saaudit.model.KubeObject;
import io.saaudit.model.Objects;
import io.saaudit.model.Snapshot;
import io.saaudit.rule.Audit;
import io.saaudit.source.InputPathException;
import io.saaudit.source.ReadOptions;
import io.saaudit.source.SnapshotReader;
import io.saaudit.testing.Audits;
import io.saaudit.testing.Mutations;
import io.saaudit.testing.Seeds;
import io.saaudit.testing.Shared;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The same as {@link TouchedTest} on the manifests of real projects. */
class TouchedCorpusTest {
    /** Larger ones take too long for what they add. */
    private static final int MOST_OBJECTS = 600;

    /** Changes of each project that are tried in each run; {@code -Dsa-audit.changes=N} tries as many. */
    private static final int CHANGES = Integer.getInteger("sa-audit.changes", 4);

    private static final int MOST_AT_ONCE = 4;

    @Test
    void aChangeOfARealProjectIsToldAsIfAllWasLookedAt() throws IOException, InputPathException {
        long seed = Seeds.of(1)[0];
        List<String> faults = new ArrayList<>();
        int narrowed = 0;
        for (Path project : projects()) {
            Snapshot snapshot = SnapshotReader.read(
                    List.of(project.toString()), InputStream.nullInputStream(), ReadOptions.defaults());
            if (snapshot.objects().size() <= MOST_OBJECTS) {
                narrowed += tried(snapshot, project.getFileName().toString(), new Random(seed), faults);
            }
        }
        assertThat(faults)
                .as("%s: told otherwise than if all was looked at", Seeds.again(seed))
                .isEmpty();
        assertThat(narrowed).as("changes that have to do with a part alone").isGreaterThan(40);
    }

    private static List<Path> projects() throws IOException {
        try (Stream<Path> all = Files.list(Shared.path("corpus"))) {
            return all.filter(Files::isDirectory).sorted().toList();
        }
    }

    private static int tried(Snapshot snapshot, String project, Random random, List<String> faults) {
        List<KubeObject> objects = new ArrayList<>(Mutations.objects(snapshot.objects()));
        Collections.shuffle(objects, random);
        Audit base = Audits.of(snapshot, random.nextBoolean());
        int narrowed = 0;
        for (KubeObject object : objects.subList(0, Math.min(CHANGES, objects.size()))) {
            Objects after = snapshot.objects();
            StringBuilder what = new StringBuilder(project);
            // Most changes are of more than one object.
            List<KubeObject> changed = new ArrayList<>(List.of(object));
            for (int i = random.nextInt(MOST_AT_ONCE); i > 0; i--) {
                changed.add(objects.get(random.nextInt(objects.size())));
            }
            for (KubeObject one : changed) {
                boolean gone = random.nextBoolean();
                after = gone ? Mutations.without(after, one) : Mutations.changed(after, one, random);
                what.append(gone ? " without " : " changed ").append(one.key());
            }
            Audit head = Audits.of(snapshot.withObjects(after), base.strict());
            narrowed += WholeAndPart.compare(base, head, what.toString(), faults)
                    + WholeAndPart.compare(head, base, what + ", and back", faults);
        }
        return narrowed;
    }
}
