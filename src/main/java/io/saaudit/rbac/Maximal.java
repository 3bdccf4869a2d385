package io.saaudit.rbac;

import io.saaudit.model.PermissionRow.Standing;
import java.util.ArrayList;
import java.util.List;

/** Which atoms of a set are left when those are taken away that others cover (design 4.5). */
final class Maximal {
    private Maximal() {}

    /** Those that no other one covers. */
    static List<AtomSet.Entry> of(AtomSet atoms) {
        List<AtomSet.Entry> maximal = new ArrayList<>();
        List<AtomSet.Entry> covering = new ArrayList<>();
        for (AtomSet.Entry entry : atoms.all()) {
            boolean smaller = false;
            covering.clear();
            atoms.covering(entry.atom, covering);
            for (AtomSet.Entry wider : covering) {
                // Two URLs that differ in their trailing stars only cover each other: the shorter spelling stays.
                if (!wider.atom.within(entry.atom) || Rows.shorterFirst(wider.atom, entry.atom)) {
                    smaller = true;
                    wider.cover(entry);
                }
            }
            if (!smaller) {
                maximal.add(entry);
            }
        }
        return maximal;
    }

    /** Those that none of the others covers. */
    static List<AtomSet.Entry> notCovered(List<AtomSet.Entry> entries, AtomSet by) {
        List<AtomSet.Entry> left = new ArrayList<>();
        List<AtomSet.Entry> covering = new ArrayList<>();
        for (AtomSet.Entry entry : entries) {
            covering.clear();
            by.covering(entry.atom, covering);
            if (covering.isEmpty()) {
                left.add(entry);
            }
        }
        return left;
    }

    /** Those of one standing. */
    static List<AtomSet.Entry> only(List<AtomSet.Entry> entries, Standing standing) {
        List<AtomSet.Entry> only = new ArrayList<>();
        for (AtomSet.Entry entry : entries) {
            if (entry.verdict.standing() == standing) {
                only.add(entry);
            }
        }
        return only;
    }
}
