package io.saaudit.rule;

import java.util.AbstractList;
import java.util.List;

/** A list that is made when somebody looks into it: most extents never are. */
abstract class LaterList extends AbstractList<String> {
    private List<String> made;

    /** What it holds; always the same. */
    abstract List<String> make();

    private List<String> made() {
        List<String> known = made;
        if (known == null) {
            known = make();
            made = known;
        }
        return known;
    }

    @Override
    public final String get(int index) {
        return made().get(index);
    }

    @Override
    public final int size() {
        return made().size();
    }
}
