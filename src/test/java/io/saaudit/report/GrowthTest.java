package io.saaudit.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.saaudit.testing.Seeds;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GrowthTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    namespace=a core= secrets any= get      | namespace=a core= secrets any= get       |
                    namespace=a core= secrets any= get      | cluster core= secrets any= get           |
                    cluster core= secrets any= get          | namespace=a core= secrets any= get       | get secrets in the cluster
                    namespace=b core= secrets any= get      | namespace=a core= secrets any= get       | get secrets in b
                    namespace=a core= secrets any= get,list | namespace=a core= secrets any= get       | list secrets in a
                    namespace=a core= secrets x get         | namespace=a core= secrets any= get       |
                    namespace=a core= secrets any= get      | namespace=a core= secrets x get          | get secrets in a
                    namespace=a core= pods/log any= get     | namespace=a * */log any= *               |
                    namespace=a core= pods any= get         | namespace=a * */log any= *               | get pods in a
                    namespace=a core= pods any= *           | namespace=a core= pods any= get          | * pods in a
                    cluster /metrics get                    | cluster /* get                           |
                    cluster /metrics get                    | cluster /metric get                      | get /metrics in the cluster
                    namespace=a core= secrets a%2Cb get     | namespace=a core= secrets a,b get        | get secrets named a,b in a
                    token                                   | token                                    |
                    account                                 | token                                    | account
                    cluster is a field                      | token                                    | cluster is a field
                    """)
    void aPermissionIsNewUnlessAStoredOneCoversIt(String now, String stored, String grown) {
        assertThat(String.join(";", Growth.extent(List.of(now.strip()), List.of(stored.strip()))))
                .isEqualTo(grown == null ? "" : grown);
    }

    @Test
    void namesThatLookLikePunctuationComeBackAsTheyWere() {
        ExtentLine line = ExtentLine.parse("namespace=a%20b g%3D,core= x any%3D,empty=,100%25,new%0Aline get");
        assertThat(line.namespace()).isEqualTo("a b");
        assertThat(line.rule().apiGroups()).containsExactly("g=", "");
        assertThat(line.rule().resourceNames()).containsExactly("any=", "", "100%", "new\nline");
    }

    /** Against the order of the design, atom by atom, written out once more. */
    @Test
    void growthIsWhatNoStoredAtomCovers() {
        for (long seed : Seeds.of(20)) {
            Random random = new Random(seed);
            for (int i = 0; i < 200; i++) {
                List<String> now = lines(random);
                List<String> stored = lines(random);
                Set<String> expected = new HashSet<>();
                for (String[] atom : atoms(now)) {
                    boolean covered = false;
                    for (String[] wider : atoms(stored)) {
                        covered |= within(atom, wider);
                    }
                    if (!covered) {
                        expected.add(words(atom));
                    }
                }
                assertThat(new HashSet<>(Growth.extent(now, stored)))
                        .as("%s: from %s to %s", Seeds.again(seed), stored, now)
                        .isEqualTo(expected);
            }
        }
    }

    private static List<String> lines(Random random) {
        List<String> lines = new ArrayList<>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            String scope = pick(random, "cluster", "namespace=a", "namespace=b");
            lines.add(
                    random.nextInt(5) == 0
                            ? scope + " " + some(random, "/a", "/a/*", "/*", "*") + " " + some(random, "get", "*")
                            : scope + " " + some(random, "core=", "apps", "*") + " "
                                    + some(random, "pods", "pods/log", "*/log", "*") + " "
                                    + pick(random, "any=", "x", "x,y", "empty=") + " "
                                    + some(random, "get", "list", "*"));
        }
        return lines;
    }

    private static String pick(Random random, String... from) {
        return from[random.nextInt(from.length)];
    }

    private static String some(Random random, String... from) {
        String one = pick(random, from);
        String other = pick(random, from);
        return one.equals(other) ? one : one.compareTo(other) < 0 ? one + "," + other : other + "," + one;
    }

    /** {scope, group or null, resource or URL, name or null, verb}. */
    private static List<String[]> atoms(List<String> lines) {
        List<String[]> atoms = new ArrayList<>();
        for (String line : lines) {
            String[] p = line.split(" ");
            boolean urls = p.length == 3;
            for (String group : urls ? new String[] {null} : p[1].split(",")) {
                for (String resource : p[urls ? 1 : 2].split(",")) {
                    for (String name : urls || p[3].equals("any=") ? new String[] {null} : p[3].split(",")) {
                        for (String verb : p[urls ? 2 : 4].split(",")) {
                            atoms.add(new String[] {p[0], group, resource, name, verb});
                        }
                    }
                }
            }
        }
        return atoms;
    }

    private static boolean within(String[] a, String[] b) {
        if (!b[0].equals("cluster") && !b[0].equals(a[0]) || !b[4].equals("*") && !b[4].equals(a[4])) {
            return false;
        }
        if (a[1] == null || b[1] == null) {
            boolean star = b[2].endsWith("*") && a[2].startsWith(b[2].replace("*", ""));
            return a[1] == null && b[1] == null && (star || b[2].equals(a[2]));
        }
        boolean group = b[1].equals("*") || b[1].equals(a[1]);
        int slash = a[2].indexOf('/');
        boolean resource =
                b[2].equals("*") || b[2].equals(a[2]) || slash >= 0 && b[2].equals("*" + a[2].substring(slash));
        return group && resource && (b[3] == null || b[3].equals(a[3]));
    }

    private static String words(String[] atom) {
        String where = atom[0].equals("cluster") ? " in the cluster" : " in " + atom[0].substring(10);
        if (atom[1] == null) {
            return atom[4] + " " + atom[2] + where;
        }
        String group = atom[1].equals("core=") ? "" : "." + atom[1];
        String name = atom[3] == null ? "" : " named " + (atom[3].equals("empty=") ? "\"\"" : atom[3]);
        return atom[4] + " " + atom[2] + group + name + where;
    }
}
