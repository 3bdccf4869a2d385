package io.saaudit.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.Set;

/** Manifests whose names try to be something else: markup, commands of a pipeline, formulas, invisible characters. */
public final class HostileNames {
    private static final String[] PIECES = {
        "<script>alert(1)</script>",
        "](javascript:alert(1))[x",
        "\u001b[31m",
        "\n::error file=x::forged",
        "\r\n::set-output name=x::y",
        "::warning::",
        "::add-mask::a",
        "\u202egnp.exe\u2066",
        "\u200b\u00ad",
        "| a | b |",
        "```\n# heading",
        "**bold** _it_ ~~no~~",
        "##vso[task.complete]",
        "##[error]x",
        "%0A%0D%25",
        "{0} {x} $(id)",
        "@everyone #1 https://evil.example www.evil.example",
        "--> <!--",
        "\\[x\\](y)",
        "\u2028\u2029\u0085",
        "\u0007\t\u0000",
        "x".repeat(250),
        "'\"",
        "a: b # sa-audit:ignore SA101 not me",
        "&lt;img src=x&gt;",
        "=cmd|'/c calc'!A0",
        "x;\"=HYPERLINK(1)",
        "\t+1",
        "@SUM(1)",
        "\uff1d1+1",
        "\" onfocus=alert(1) autofocus x=\"",
        "]]></failure><!--",
        "</script><img src=x onerror=alert(1)>",
    };

    private HostileNames() {}

    private static String name(Random random) {
        StringBuilder name = new StringBuilder();
        for (int i = random.nextInt(3); i >= 0; i--) {
            name.append(PIECES[random.nextInt(PIECES.length)]);
        }
        return name.toString();
    }

    /** As a string of YAML in double quotes, which takes the escapes of JSON. */
    private static String quoted(String name) {
        StringBuilder text = new StringBuilder("\"");
        for (char c : name.toCharArray()) {
            boolean plain = c >= ' ' && c < 0x7f && c != '"' && c != '\\';
            text.append(plain ? Character.toString(c) : String.format("\\u%04x", (int) c));
        }
        return text.append('"').toString();
    }

    /**
     * Writes objects of such names to a file of such a name.
     *
     * @param names takes the names of bindings that a scan finds something about
     */
    public static Path manifests(Path folder, Random random, long seed, Set<String> names) throws IOException {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 3; i++) {
            String ns = quoted("ns" + name(random));
            String role = quoted(name(random));
            String binding = name(random) + i;
            names.add(binding);
            text.append("""
                    ---
                    apiVersion: rbac.authorization.k8s.io/v1
                    kind: Role
                    metadata: {namespace: %1$s, name: %2$s}
                    rules:
                    - {apiGroups: [%4$s, ""], resources: [%5$s, secrets], verbs: [%6$s, get], resourceNames: [%7$s]}
                    ---
                    apiVersion: rbac.authorization.k8s.io/v1
                    kind: ClusterRoleBinding
                    metadata: {name: %3$s}
                    roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: %8$s}
                    subjects:
                    - {kind: ServiceAccount, name: default, namespace: team-%9$d}
                    ---
                    apiVersion: v1
                    kind: Pod
                    metadata: {name: %2$s, namespace: team-%9$d}
                    spec: {containers: [{name: c, image: %7$s}]}
                    ---
                    apiVersion: v1
                    kind: Secret
                    type: kubernetes.io/service-account-token
                    metadata: {name: %5$s, namespace: %1$s, annotations: {kubernetes.io/service-account.name: %6$s}}
                    """.formatted(
                            ns,
                            role,
                            quoted(binding),
                            quoted(name(random)),
                            quoted(name(random)),
                            quoted(name(random)),
                            quoted(name(random)),
                            i == 0 ? quoted(name(random)) : "cluster-admin",
                            i));
        }
        Path file = folder.resolve("a,b:c%0A ::error::[x](y)|`<b> \u202e" + seed + ".yaml");
        Files.writeString(file, text);
        return file;
    }
}
