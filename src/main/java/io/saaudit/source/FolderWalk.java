package io.saaudit.source;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * One folder that the user named, with all that is below it.
 *
 * <p>Links are looked at after everything else, so that a real name wins over a link, and a loop ends at a folder that
 * was walked before. Only what stays inside of the folder is followed.
 */
final class FolderWalk {
    private final ReadOptions options;
    private final Exclusions exclusions;
    private final Found found;
    private final Path top;
    private final Path realTop;
    private final Set<Path> walked = new HashSet<>();
    private final Deque<Entry> links = new ArrayDeque<>();

    /** @param top the folder */
    FolderWalk(Path top, ReadOptions options, Exclusions exclusions, Found found) {
        this.options = options;
        this.exclusions = exclusions;
        this.found = found;
        this.top = top;
        Path real;
        try {
            real = top.toRealPath();
        } catch (IOException e) {
            real = top.toAbsolutePath().normalize();
        }
        this.realTop = real;
    }

    void walk(String shown) {
        walk(shown, "", top, realTop);
        while (!links.isEmpty()) {
            follow(links.poll());
        }
    }

    private void walk(String shown, String below, Path folder, Path real) {
        if (!walked.add(real)) {
            return;
        }
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                names.add(entry.getFileName().toString());
            }
        } catch (IOException | DirectoryIteratorException e) {
            found.unreadable(shown, "the folder cannot be read", "");
            return;
        }
        names.sort(null);
        boolean chart = names.contains("Chart.yaml");
        if (chart && (names.contains("templates") || names.contains("charts") && hasPackages(real.resolve("charts")))) {
            found.chart(shown, real);
        }
        for (String name : names) {
            if (!(chart && Found.isChartPart(name))) {
                entry(new Entry(shown, below, folder, real, name));
            }
        }
    }

    private static boolean hasPackages(Path dependencies) {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(dependencies)) {
            for (Path entry : entries) {
                if (entry.toString().endsWith(".tgz")) {
                    return true;
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            return false;
        }
        return false;
    }

    private void entry(Entry entry) {
        if (exclusions.cover(entry.below(), entry.name)) {
            return;
        }
        BasicFileAttributes attributes;
        try {
            attributes = Files.readAttributes(entry.path(), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        } catch (IOException e) {
            if (Found.isManifest(entry.name)) {
                found.unreadable(entry.shown(), "cannot be read", "");
            }
            return;
        }
        if (attributes.isSymbolicLink()) {
            links.add(entry);
        } else if (attributes.isDirectory()) {
            if (!isHidden(entry.name)) {
                walk(entry.shown(), entry.below(), entry.path(), entry.real());
            }
        } else if (attributes.isRegularFile()) {
            file(entry, entry.real(), attributes.size());
        }
    }

    private void file(Entry entry, Path real, long size) {
        if (Found.isKustomization(entry.name)) {
            found.kustomization(entry.folderShown, entry.realFolder);
        }
        if (Found.isManifest(entry.name)) {
            found.add(entry.shown(), new FileContent(entry.path()), real, false, size);
        }
    }

    private void follow(Entry entry) {
        Path target;
        BasicFileAttributes attributes;
        try {
            target = entry.path().toRealPath();
            attributes = Files.readAttributes(target, BasicFileAttributes.class);
        } catch (IOException e) {
            if (Found.isManifest(entry.name)) {
                found.unreadable(entry.shown(), "a link to nothing, or in a loop", "");
            }
            return;
        }
        boolean inside = target.startsWith(realTop);
        if (attributes.isDirectory()) {
            if (!inside) {
                found.unreadable(
                        entry.shown(),
                        "a link to a folder outside of the one given; it was not followed",
                        "Name the folder it leads to as well.");
            } else if (!isHidden(entry.name)) {
                walk(entry.shown(), entry.below(), entry.path(), target);
            }
        } else if (attributes.isRegularFile() && Found.isManifest(entry.name)) {
            if (inside) {
                file(entry, target, attributes.size());
            } else {
                found.unreadable(
                        entry.shown(),
                        "a link to a file outside of the folder given; it was not followed",
                        "Name the file it leads to as well.");
            }
        }
    }

    private boolean isHidden(String name) {
        return !options.hidden() && Found.isHidden(name);
    }

    /** One name in a folder. */
    private record Entry(String folderShown, String folderBelow, Path folder, Path realFolder, String name) {
        Path path() {
            return folder.resolve(name);
        }

        Path real() {
            return realFolder.resolve(name);
        }

        String shown() {
            return folderShown.endsWith("/") ? folderShown + name : folderShown + "/" + name;
        }

        String below() {
            return folderBelow.isEmpty() ? name : folderBelow + "/" + name;
        }
    }
}
