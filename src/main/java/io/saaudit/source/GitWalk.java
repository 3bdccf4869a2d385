package io.saaudit.source;

import io.saaudit.source.git.GitBlobs;
import io.saaudit.source.git.GitEntry;
import io.saaudit.source.git.GitException;
import io.saaudit.source.git.GitRepository;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Files of revisions, chosen as {@link FolderWalk} chooses those of a folder. Links are not followed: what a link leads to
 * inside of what is read is read there.
 */
final class GitWalk {
    private final GitRepository repository;
    private final GitNames names;
    private final ReadOptions options;
    private final Exclusions exclusions;
    private final Found found;
    private final List<Start> starts = new ArrayList<>();
    private final Map<String, GitBlobs> blobs = new HashMap<>();
    private final Map<String, String> trees = new HashMap<>();
    private final Set<String> folders = new HashSet<>();
    private final Set<String> files = new HashSet<>();
    private final List<Link> links = new ArrayList<>();

    /** Where an input begins: a folder's tree or a file's content, in the tree of a revision. */
    private record Start(GitInput input, String path, String tree, GitRepository.Found object) {}

    /** A link, and its path from the top of the repository. */
    private record Link(Start start, String path) {}

    GitWalk(GitNames names, ReadOptions options, Exclusions exclusions, Found found) {
        this.repository = GitRepository.at(options.folder());
        this.names = names;
        this.options = options;
        this.exclusions = exclusions;
        this.found = found;
    }

    /**
     * Finds an input.
     *
     * @throws InputPathException when there is no repository, revision or path
     */
    void find(GitInput input) throws InputPathException {
        try {
            String tree = trees.get(input.revision());
            if (tree == null) {
                tree = repository.tree(input.revision()).id();
                trees.put(input.revision(), tree);
            }
            String path = path(input);
            GitRepository.Found object =
                    path.isEmpty() ? new GitRepository.Found(tree, "tree") : repository.at(tree, path);
            if (object == null) {
                throw new InputPathException(
                        input + ": the revision has no such file or folder",
                        "A path is from the top of the repository, or from here with ./ before it: git ls-tree -r"
                                + " --name-only " + Shown.shell(input.revision()) + " lists them.",
                        false);
            }
            if (object.type().equals("commit")) {
                throw new InputPathException(
                        input + ": a submodule, whose files are in another repository",
                        "Check it out, and name its folder.",
                        false);
            }
            starts.add(new Start(input, path, tree, object));
        } catch (GitException e) {
            throw fault(input, e);
        }
    }

    /**
     * Walks what was found.
     *
     * @throws InputPathException when git cannot tell what is there
     */
    void walk() throws InputPathException {
        for (Start start : starts) {
            if (start.object.type().equals("tree")) {
                try {
                    String tree = start.object.id();
                    new Walk(start).walk("", GitFolder.of(tree, repository.list(tree)));
                } catch (GitException e) {
                    throw fault(start.input, e);
                }
            } else {
                add(start, start.path, start.object.id(), true);
            }
        }
        try {
            links();
        } catch (GitException e) {
            throw fault(starts.get(0).input, e);
        }
    }

    private static InputPathException fault(GitInput input, GitException e) {
        String message = e.getMessage().contains(input.revision()) ? "" : input + ": ";
        return new InputPathException(message + e.getMessage(), e.hint(), e.kind() == GitException.Kind.UNREADABLE);
    }

    private void add(Start start, String path, String object, boolean named) {
        files.add(object);
        GitBlobs from = blobs.get(start.tree);
        if (from == null) {
            from = repository.blobs(start.tree);
            found.needs(from);
            blobs.put(start.tree, from);
        }
        String shown = names.shown(start.input.revision(), path);
        found.add(shown, new GitContent(from, object), key(start, path), named, 0);
    }

    private static Object key(Start start, String path) {
        return new GitInput(start.tree, path);
    }

    /** The path of an input from the top of the repository. */
    private String path(GitInput input) throws InputPathException, GitException {
        String given = input.path();
        boolean fromHere = given.equals(".") || given.equals("..") || given.startsWith("./") || given.startsWith("../");
        String path = GitFolder.normal((fromHere ? repository.prefix() : "") + given);
        if (path == null) {
            throw new InputPathException(input + ": leads out of the repository");
        }
        if (path.indexOf('\n') >= 0) {
            throw new InputPathException(
                    input.revision() + ": a path with a line break cannot be named", "Name its folder.", false);
        }
        return path;
    }

    /** What links lead to is asked at once, when it is known what is read. */
    private void links() throws GitException {
        Map<String, List<Link>> byTree = new LinkedHashMap<>();
        for (Link link : links) {
            byTree.computeIfAbsent(link.start.tree, t -> new ArrayList<>()).add(link);
        }
        for (Map.Entry<String, List<Link>> tree : byTree.entrySet()) {
            List<String> paths = new ArrayList<>();
            for (Link link : tree.getValue()) {
                paths.add(link.path);
            }
            List<GitRepository.Found> targets = repository.follow(tree.getKey(), paths);
            for (int i = 0; i < targets.size(); i++) {
                link(tree.getValue().get(i), targets.get(i));
            }
        }
    }

    private void link(Link link, GitRepository.Found target) {
        String name = link.path.substring(link.path.lastIndexOf('/') + 1);
        String shown = names.shown(link.start.input.revision(), link.path);
        boolean manifest = Found.isManifest(name);
        switch (target.type()) {
            case "tree" -> {
                if (!isHidden(name) && !folders.contains(target.id())) {
                    found.unreadable(
                            shown,
                            "a link to a folder that is not among those read; it was not followed",
                            "Name the folder it leads to as well.");
                }
            }
            case "blob" -> {
                if (manifest && !files.contains(target.id())) {
                    found.unreadable(
                            shown,
                            "a link to a file that is not among those read; it was not followed",
                            "Name the file it leads to as well.");
                }
            }
            default -> {
                if (manifest) {
                    boolean out = target.type().equals("symlink");
                    found.unreadable(
                            shown,
                            out
                                    ? "a link out of the repository; it was not followed"
                                    : "a link to nothing, or in a loop",
                            out ? "Name the file it leads to as well." : "");
                }
            }
        }
    }

    private boolean isHidden(String name) {
        return !options.hidden() && Found.isHidden(name);
    }

    /** One folder that was named, with all that is below it. */
    private final class Walk {
        private final Start start;

        Walk(Start start) {
            this.start = start;
        }

        private String path(String below) {
            return start.path.isEmpty() ? below : below.isEmpty() ? start.path : start.path + "/" + below;
        }

        private String shown(String below) {
            return names.shown(start.input.revision(), path(below));
        }

        void walk(String below, GitFolder folder) {
            folders.add(folder.id());
            boolean chart = folder.entry("Chart.yaml") != null;
            if (chart && folder.hasTemplates()) {
                found.chart(shown(below), key(start, path(below)));
            }
            for (String name : folder.names()) {
                String at = below.isEmpty() ? name : below + "/" + name;
                if (chart && Found.isChartPart(name) || exclusions.cover(at, name)) {
                    continue;
                }
                GitEntry entry = folder.entry(name);
                switch (entry.kind()) {
                    case FOLDER -> {
                        if (!isHidden(name)) {
                            walk(at, folder.folder(name));
                        }
                    }
                    case LINK -> {
                        if (at.indexOf('\n') < 0) {
                            links.add(new Link(start, path(at)));
                        } else if (Found.isManifest(name)) {
                            found.unreadable(shown(at), "a link; it was not followed", "");
                        }
                    }
                    case SUBMODULE -> {
                        if (!isHidden(name)) {
                            submodule(at);
                        }
                    }
                    case FILE -> file(below, at, name, entry);
                }
            }
        }

        private void submodule(String at) {
            found.unreadable(
                    shown(at),
                    "a submodule: its files are in another repository and were not read",
                    "Check it out and name its folder as well, or leave it out: --exclude " + Shown.shell(at) + ".");
        }

        private void file(String below, String at, String name, GitEntry entry) {
            if (Found.isKustomization(name)) {
                found.kustomization(shown(below), key(start, path(below)));
            }
            if (Found.isManifest(name)) {
                add(start, path(at), entry.id(), false);
            }
        }
    }
}
