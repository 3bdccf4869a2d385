package io.saaudit.workload;

import io.saaudit.model.Container;

/** Mounts of a part of a volume: a copy of the file's state at the start, which is never refreshed. */
public final class SubPaths {
    private SubPaths() {}

    /**
     * Whether a file of the volume is to be seen through the mount; an expression, which is filled in when the container
     * starts, may name any.
     */
    public static boolean shows(Container.Mount mount, String file) {
        String part = trimmed(mount.subPath());
        return part.isEmpty() || part.contains("$(") || file.equals(part) || file.startsWith(part + "/");
    }

    /** Where the container has the file. */
    public static String file(Container.Mount mount, String file) {
        String part = trimmed(mount.subPath());
        String path = mount.path().endsWith("/") && mount.path().length() > 1
                ? mount.path().substring(0, mount.path().length() - 1)
                : mount.path();
        if (part.isEmpty()) {
            return path + "/" + file;
        }
        return file.startsWith(part + "/") ? path + file.substring(part.length()) : path;
    }

    private static String trimmed(String subPath) {
        String part = subPath.startsWith("./") ? subPath.substring(2) : subPath;
        part = part.endsWith("/") ? part.substring(0, part.length() - 1) : part;
        return part.equals(".") ? "" : part;
    }
}
