package io.saaudit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.saaudit.testing.Json;
import io.saaudit.testing.Jwts;
import io.saaudit.testing.Tree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code sa-audit token} on the command line: where tokens come from, exit statuses, and that none is ever printed. */
class TokenTest {
    private static final long ISSUED = 1_795_000_000;
    private static final String BOUND =
            "{\"iss\":\"https://issuer.example\",\"sub\":\"system:serviceaccount:ns-1:web\","
                    + "\"aud\":[\"https://issuer.example\"],\"iat\":" + ISSUED + ",\"nbf\":" + ISSUED + ",\"exp\":"
                    + (ISSUED + 3600) + ",\"jti\":\"j\",\"kubernetes.io\":{\"namespace\":\"ns-1\",\"serviceaccount\":"
                    + "{\"name\":\"web\",\"uid\":\"u-web\"},\"pod\":{\"name\":\"web-1\",\"uid\":\"u-pod\"}}}";
    private static final String LEGACY =
            "{\"iss\":\"kubernetes/serviceaccount\",\"sub\":\"system:serviceaccount:ns-1:web\","
                    + "\"kubernetes.io/serviceaccount/namespace\":\"ns-1\",\"kubernetes.io/serviceaccount/secret.name\":\"kept\","
                    + "\"kubernetes.io/serviceaccount/service-account.name\":\"web\","
                    + "\"kubernetes.io/serviceaccount/service-account.uid\":\"u-web\"}";
    private static final KeyPair KEY = key();
    private static final String TOKEN = Jwts.signed("RS256", "k-1", KEY.getPrivate(), BOUND);

    private static final String STORED = """
            apiVersion: v1
            kind: ServiceAccount
            metadata: {name: web, namespace: ns-1, uid: u-web}
            ---
            apiVersion: v1
            kind: Pod
            metadata: {name: web-1, namespace: ns-1, uid: u-pod}
            spec: {serviceAccountName: web, containers: [{name: c, image: i}]}
            ---
            apiVersion: v1
            kind: Secret
            type: kubernetes.io/service-account-token
            metadata: {name: kept, namespace: ns-1, uid: u-secret, annotations: {kubernetes.io/service-account.name: web}}
            ---
            apiVersion: rbac.authorization.k8s.io/v1
            kind: Role
            metadata: {name: reader, namespace: ns-1}
            rules: [{apiGroups: [""], resources: [secrets], verbs: [get]}]
            ---
            apiVersion: rbac.authorization.k8s.io/v1
            kind: RoleBinding
            metadata: {name: web-reads, namespace: ns-1}
            roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: reader}
            subjects: [{kind: ServiceAccount, name: web, namespace: ns-1}]
            """;

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "-61, 1, its time has not come",
        "-60, 0, Works until",
        "0, 0, Works until",
        "3599, 0, Works until",
        "3600, 1, it expired now",
        "3630, 1, A server may take it for 30 s more",
        "9000, 1, it expired 1 h 30 min ago",
    })
    void theTimeDecides(long after, int status, String says) {
        Run run = at(ISSUED + after, TOKEN, "token");
        assertThat(run.status()).as(run.out()).isEqualTo(status);
        assertThat(run.out()).contains(says);
        assertThat(run.err()).isEmpty();
    }

    @Test
    void itIsReadFromAFileAFolderAndStandardInput() throws IOException {
        Path file = Files.writeString(folder.resolve("token"), TOKEN + "\n");
        for (String[] args :
                new String[][] {{"token"}, {"token", "-"}, {"token", file.toString()}, {"token", "" + folder}}) {
            Run run = at(ISSUED, TOKEN, args);
            assertThat(run.status()).as(run.err()).isZero();
            assertThat(run.out()).startsWith("Bound token of ServiceAccount ns-1/web, for Pod ns-1/web-1\n");
        }
    }

    @Test
    void whatCannotBeReadIsAUsageError() throws IOException {
        Path empty = Files.createDirectory(folder.resolve("empty"));
        expect(2, "missing.txt: no such file", at(ISSUED, "", "token", "missing.txt"));
        expect(2, empty + ": a folder without a file token", at(ISSUED, "", "token", empty.toString()));
        expect(2, "token takes one file. See sa-audit help token.", at(ISSUED, "", "token", "a", "b"));
        expect(2, "FILE is empty; is a variable not set?", at(ISSUED, "", "token", ""));
        expect(2, "--jwks no.json: no such file", at(ISSUED, TOKEN, "token", "--jwks", "no.json"));
        expect(
                2,
                "--jwks - and another input both stand for standard input",
                at(ISSUED, TOKEN, "token", "--jwks", "-"));
        expect(
                2,
                "-f - and the token both stand for standard input. Name a file for one of them.",
                at(ISSUED, TOKEN, "token", "-f", "-"));
        for (String cluster : List.of("--live", "--context=prod", "--server=https://127.0.0.1:1")) {
            expect(
                    2,
                    "a path and a cluster are given, and what the token names is looked up in one of them. Leave out -f,"
                            + " or --live and the options of the cluster; --review goes with -f.",
                    at(ISSUED, TOKEN, "token", "-f", "testdata/quickstart", cluster));
        }
    }

    @Test
    void noClusterIsAskedUnlessOneIsNamed() {
        Map<String, String> env = Map.of("KUBECONFIG", "no/such/kubeconfig");
        Run run = Run.at(Instant.ofEpochSecond(ISSUED), TOKEN, env, 0, "token");
        assertThat(run.status()).as(run.err()).isZero();
        for (String option : List.of("--live", "--review", "--kubeconfig=no/such/kubeconfig")) {
            Run asked = Run.at(Instant.ofEpochSecond(ISSUED), TOKEN, env, 0, "token", option);
            assertThat(asked.status()).as(option).isEqualTo(2);
            assertThat(asked.err()).contains("no/such/kubeconfig");
            assertThat(Run.at(Instant.ofEpochSecond(ISSUED), TOKEN, env, 0, "token", option, "--offline")
                            .err())
                    .contains("no cluster may be asked");
        }
    }

    @Test
    void whatIsNoTokenIsInvalidAndNothingIsIncomplete() {
        expect(1, "standard input: no JSON Web Token: it has 1 part, must be 3 with dots between", at(0, "x", "token"));
        expect(3, "standard input: it is empty", at(0, " \n", "token"));
    }

    @Test
    void theSignatureIsVerified() throws IOException {
        String keys = Jwts.keySet(Jwts.key("k-1", KEY.getPublic()));
        Path right = Files.writeString(folder.resolve("right.json"), keys);
        Path other = Files.writeString(folder.resolve("other.json"), Jwts.keySet(Jwts.key("k-1", key().getPublic())));
        Path unknown = Files.writeString(folder.resolve("unknown.json"), keys.replace("k-1", "k-2"));
        Run run = at(ISSUED, TOKEN, "token", "--jwks", right.toString());
        assertThat(run.status()).as(run.out()).isZero();
        assertThat(run.out()).contains("the signature is right.", "Right: RS256 by key \"k-1\".");
        run = at(ISSUED, TOKEN, "token", "--jwks", other.toString());
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.out()).contains("Does not work: its signature is not right: not by the key that it names.");
        run = at(ISSUED, TOKEN, "token", "--jwks", unknown.toString());
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.out()).contains("no key of the id \"k-1\" among 1 key (\"k-2\").");
        Path file = Files.writeString(folder.resolve("t"), TOKEN);
        assertThat(at(ISSUED, keys, "token", file.toString(), "--jwks", "-").status())
                .isZero();
    }

    @Test
    void aTokenThatNobodySignedDoesNotWork() {
        String token = Jwts.of("{\"alg\":\"none\"}", BOUND, new byte[0]);
        Run run = at(ISSUED, token, "token");
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.out()).contains("Does not work: alg none: nobody signed it.");
    }

    @Test
    void whatIsStillThereIsLookedUp() throws IOException {
        Path stored = Files.writeString(folder.resolve("stored.yaml"), STORED);
        Run run = at(ISSUED, TOKEN, "token", "-f", stored.toString());
        assertThat(run.status()).as(run.out()).isZero();
        assertThat(run.out())
                .contains(
                        "ServiceAccount ns-1/web (" + stored + ":1): the same, by its uid.",
                        "Pod ns-1/web-1 (" + stored + ":5): the same, by its uid.",
                        "Its holder is the user system:serviceaccount:ns-1:web and may: get secrets in ns-1.",
                        "Dangerous (medium): it may read Secrets in ns-1.");
    }

    @ParameterizedTest
    @CsvSource({
        "uid: u-web, uid: u-new, 1, ServiceAccount ns-1/web was deleted and made anew",
        "uid: u-pod, uid: u-new, 1, Pod ns-1/web-1 was deleted and made anew",
        "', uid: u-web', '', 0, there; without a uid to compare",
        "name: web-1, name: web-2, 0, 'Pod ns-1/web-1: not read, so that it may be there or not'",
    })
    void whatIsNotTheSameEndsIt(String what, String by, int status, String says) throws IOException {
        Path stored = Files.writeString(folder.resolve("stored.yaml"), STORED.replace(what, by));
        Run run = at(ISSUED, TOKEN, "token", "-f", stored.toString());
        assertThat(run.out()).contains(says);
        assertThat(run.status()).as(run.out()).isEqualTo(status);
    }

    @Test
    void whatIsMissingFromCompleteInputIsGone() throws IOException {
        Path stored = Files.writeString(folder.resolve("stored.yaml"), STORED.replace("name: web-1", "name: web-2"));
        Run run = at(ISSUED, TOKEN, "token", "--strict", "-f", stored.toString());
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.out()).contains("Does not work: Pod ns-1/web-1 is gone.");
    }

    @Test
    void aSecretThatIsMarkedInvalidEndsItsToken() throws IOException {
        Path stored = Files.writeString(folder.resolve("stored.yaml"), STORED);
        assertThat(at(ISSUED, Jwts.unsigned(LEGACY), "token", "-f", "" + stored).status())
                .isZero();
        Files.writeString(
                stored,
                STORED.replace(
                        "uid: u-secret,",
                        "uid: u-secret, labels: {kubernetes.io/legacy-token-invalid-since: \"2026-01-01\"},"));
        Run run = at(ISSUED, Jwts.unsigned(LEGACY), "token", "-f", "" + stored);
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.out()).contains("Does not work: Secret ns-1/kept is marked invalid.");
    }

    @Test
    void manifestsThatCouldNotBeReadAreStatusThree() throws IOException {
        Files.writeString(folder.resolve("broken.yaml"), "kind: Role\n  x: [\n");
        Files.writeString(folder.resolve("stored.yaml"), STORED);
        Run run = at(ISSUED, TOKEN, "token", "-f", folder.toString());
        assertThat(run.status()).as(run.out() + run.err()).isEqualTo(3);
        assertThat(at(ISSUED + 9000, TOKEN, "token", "-f", folder.toString()).status())
                .isEqualTo(1);
    }

    @Test
    void jsonIsAsItsSchemaSays() throws IOException {
        Path stored = Files.writeString(folder.resolve("stored.yaml"), STORED);
        Path keys = Files.writeString(folder.resolve("keys.json"), Jwts.keySet(Jwts.key("k-1", KEY.getPublic())));
        Run run = at(ISSUED, TOKEN, "token", "-o", "json", "-f", "" + stored, "--jwks", "" + keys);
        assertThat(Schemas.errors(run.out())).isEmpty();
        Map<String, Object> json = Tree.asMap(Json.parse(run.out()));
        assertThat(json)
                .containsEntry("kind", "bound")
                .containsEntry("state", "current")
                .containsEntry("works", true)
                .containsEntry("extended", false);
        assertThat(Tree.map(json, "account")).containsEntry("name", "web").containsEntry("uid", "u-web");
        assertThat(Tree.map(json, "signature")).containsEntry("result", "right");
        assertThat(Tree.map(json, "expires"))
                .containsEntry(
                        "time", java.time.Instant.ofEpochSecond(ISSUED + 3600).toString());
    }

    /** Every way in which a token comes in, damaged or not, with every option that could make something of it visible. */
    @Test
    void noOutputHoldsTheTokenOrItsSignature() throws IOException {
        Path file = Files.writeString(folder.resolve("token.txt"), TOKEN);
        Path stored = Files.writeString(folder.resolve("stored.yaml"), STORED);
        Path broken = Files.writeString(folder.resolve("broken.yaml"), "kind: Secret\ndata: {token: \"" + TOKEN);
        String keys = Jwts.keySet(Jwts.key("k-1", KEY.getPublic()));
        Path set = Files.writeString(folder.resolve("keys.json"), keys);
        String encoded = Jwts.encoded(TOKEN);
        List<String> inputs = new ArrayList<>(List.of(
                TOKEN,
                "Bearer " + TOKEN,
                encoded,
                TOKEN + " " + Jwts.unsigned(LEGACY),
                TOKEN + ".",
                TOKEN + "=",
                TOKEN.replace('.', ','),
                "\"" + TOKEN,
                TOKEN.substring(1),
                "kind: Secret\ndata:\n  token: " + encoded,
                "kind: Secret\ndata:\n  token: " + TOKEN,
                "kind: Secret\ndata:\n  token: \"" + encoded,
                "kind: Secret\nmetadata: {name: " + TOKEN + "}\nstringData: {token: " + TOKEN + "x.y}",
                "{\"kind\":\"Secret\",\"data\":{\"token\":\"" + encoded + "\"}}",
                "{\"kind\":\"Secret\",\"data\":{\"token\":\"" + encoded + "\"",
                "{\"token\":\"" + TOKEN + "\",\"more\":\"" + TOKEN + "x\"}"));
        for (int cut = 1; cut < TOKEN.length(); cut += 37) {
            inputs.add(TOKEN.substring(0, cut));
            inputs.add(TOKEN.substring(0, cut) + "!" + TOKEN.substring(cut));
        }
        List<Run> runs = new ArrayList<>();
        for (String input : inputs) {
            for (String format : List.of("table", "wide", "json")) {
                runs.add(at(
                        ISSUED, input, "token", "--debug", "-v", "-o", format, "--jwks", "" + set, "-f", "" + stored));
            }
            runs.add(at(ISSUED, input, "token", "--debug", "-f", "-"));
        }
        // A token where something else belongs.
        for (String[] args : new String[][] {
            {"token", TOKEN},
            {"token", encoded},
            {"token", "x" + TOKEN},
            {"token", TOKEN, TOKEN},
            {"token", "--debug", TOKEN.substring(0, 90)},
            {"token", "--jwks", TOKEN},
            {"token", "--jwks", file.toString()},
            {"token", "--" + TOKEN},
            {"token", "-o", TOKEN},
            {"token", "--output", TOKEN + "/x"},
            {"token", "-f", TOKEN},
            {"token", "-f", broken.toString(), file.toString()},
            {"token", file.toString(), "-f", file.toString(), "--debug"},
            {"token", file.toString(), "-f", file.toString(), "--max-depth", TOKEN},
            {TOKEN},
            {"help", TOKEN},
            {"scan", TOKEN},
            {"explain", TOKEN, "-f", stored.toString()},
        }) {
            runs.add(at(ISSUED, TOKEN, args));
        }
        assertThat(runs).allSatisfy(run -> {
            assertThat(run.status()).as(run.err()).isNotEqualTo(4);
            String printed = run.out() + run.err();
            for (String secret : List.of(TOKEN, encoded)) {
                for (int i = 0; i + 24 <= secret.length(); i += 12) {
                    assertThat(printed).doesNotContain(secret.substring(i, i + 24));
                }
            }
        });
    }

    @Test
    void aTokenOnTheCommandLineIsRefused() {
        expect(
                2,
                "a token on the command line, where every process of the machine can read it. Give it on standard input;"
                        + " it should be replaced.",
                at(ISSUED, "", "token", TOKEN));
    }

    private static void expect(int status, String line, Run run) {
        assertThat(run.err()).isEqualTo("sa-audit: " + line + "\n");
        assertThat(run.status()).isEqualTo(status);
        assertThat(run.out()).isEmpty();
    }

    private static Run at(long now, String stdin, String... args) {
        return Run.at(Instant.ofEpochSecond(now), stdin, Map.of(), 0, args);
    }

    private static KeyPair key() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (java.security.GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
