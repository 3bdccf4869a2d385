package io.saaudit.live;

import io.saaudit.model.Volume.TokenProjection;
import io.saaudit.testing.Tree;
import io.saaudit.workload.Tokens;
import java.util.ArrayList;
import java.util.List;

/**
 * What counts of a pod that a server has made, read from its JSON without any code of sa-audit's.
 *
 * @param account the account in its two spellings, the same one as a server writes it
 * @param automounted whether a token for the API server is mounted where the admission plug-in puts it
 * @param token whether a token for the API server is mounted anywhere
 * @param others tokens of volumes that are mounted elsewhere
 * @param pullSecrets names
 */
record PodFacts(
        String account, boolean automounted, boolean token, List<TokenProjection> others, List<String> pullSecrets) {

    private static final String ACCESS = "kube-api-access-";

    static PodFacts of(Object pod) {
        Object spec = Tree.map(pod, "spec");
        String account = Tree.string(spec, "serviceAccountName");
        if (!account.equals(Tree.string(spec, "serviceAccount"))) {
            account += " and " + Tree.string(spec, "serviceAccount");
        }
        boolean automounted = false;
        boolean token = false;
        List<TokenProjection> others = new ArrayList<>();
        for (Object volume : Tree.list(spec, "volumes")) {
            String name = Tree.string(volume, "name");
            List<String> mounts = mountsOf(spec, name);
            List<TokenProjection> tokens = tokens(volume);
            boolean ofServer = tokens.stream().anyMatch(t -> t.audience().isEmpty()) && !mounts.isEmpty();
            token |= ofServer;
            automounted |= ofServer && name.startsWith(ACCESS) && mounts.contains(Tokens.PATH);
            if (mounts.stream().anyMatch(m -> !m.equals(Tokens.PATH) || !name.startsWith(ACCESS))) {
                others.addAll(tokens);
            }
        }
        List<String> pullSecrets = Tree.list(spec, "imagePullSecrets").stream()
                .map(s -> Tree.string(s, "name"))
                .toList();
        return new PodFacts(account, automounted, token, List.copyOf(others), pullSecrets);
    }

    private static List<TokenProjection> tokens(Object volume) {
        List<TokenProjection> tokens = new ArrayList<>();
        for (Object source : Tree.list(Tree.map(volume, "projected"), "sources")) {
            if (Tree.asMap(source).containsKey("serviceAccountToken")) {
                Object token = Tree.map(source, "serviceAccountToken");
                long seconds = ((Number) Tree.asMap(token).get("expirationSeconds")).longValue();
                tokens.add(new TokenProjection(Tree.string(token, "audience"), seconds, Tree.string(token, "path"), 0));
            }
        }
        return tokens;
    }

    private static List<String> mountsOf(Object spec, String volume) {
        List<Object> containers = new ArrayList<>(Tree.list(spec, "initContainers"));
        containers.addAll(Tree.list(spec, "containers"));
        List<String> paths = new ArrayList<>();
        for (Object container : containers) {
            for (Object mount : Tree.list(container, "volumeMounts")) {
                if (Tree.string(mount, "name").equals(volume)) {
                    paths.add(Tree.string(mount, "mountPath"));
                }
            }
        }
        return paths;
    }
}
