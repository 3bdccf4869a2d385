package io.saaudit.source;

import io.saaudit.model.Gap;
import io.saaudit.model.Note;

/** Reads documents: single objects, lists of them, and what is no Kubernetes object at all. */
final class ObjectReader {
    private ObjectReader() {}

    /** Reads the value that the cursor is on, a whole document. */
    static void document(Cursor in, Out out) {
        if (in.isNull()) {
            return;
        }
        boolean known = switch (in.token()) {
            case OBJECT -> object(in, out);
            case LIST -> array(in, out);
            default -> false;
        };
        // Not before: a document that breaks off is counted by whoever tells of it.
        out.document();
        if (!known) {
            out.other();
        }
    }

    private static boolean object(Cursor in, Out out) {
        Draft draft = new Draft(in.at(), out);
        read(in, draft);
        return draft.finish();
    }

    /** Several objects in a JSON array; whether there was one among them. */
    private static boolean array(Cursor in, Out out) {
        boolean any = false;
        in.beginList();
        while (in.nextItem()) {
            if (in.token() == Token.OBJECT) {
                any |= object(in, out);
            } else {
                in.skip();
            }
        }
        return any;
    }

    /** Reads the object that the cursor is on into a draft. */
    static void read(Cursor in, Draft draft) {
        in.beginObject();
        int level = in.depth();
        try {
            for (String key = in.nextKey(); key != null; key = in.nextKey()) {
                try {
                    field(key, in, draft);
                } catch (FieldException e) {
                    draft.wrong(e);
                    in.leaveTo(level);
                }
            }
        } catch (DocumentException e) {
            draft.salvage();
            throw e;
        }
    }

    private static void field(String key, Cursor in, Draft draft) {
        switch (key) {
            case "apiVersion" -> draft.apiVersion(in.token() == Token.STRING ? Values.string(in) : null, in.at());
            case "kind" -> draft.kind(in.token() == Token.STRING ? Values.string(in) : null, in.at());
            default -> {
                if (key.equals("items") && in.token() == Token.LIST && draft.mayBeList()) {
                    items(in, draft);
                } else if (key.equals(SnapshotFile.HEADER) && in.depth() == 1) {
                    draft.header(in);
                } else {
                    draft.field(key, in);
                    return;
                }
            }
        }
        in.skip();
    }

    private static void items(Cursor in, Draft list) {
        Out items = list.items();
        in.beginList();
        while (in.nextItem()) {
            if (in.token() == Token.OBJECT) {
                Draft item = new Draft(in.at(), items);
                read(in, item);
                list.item(item);
            } else if (in.isNull()) {
                items.note(Note.Kind.INPUT, in.path() + " is null and was left out", in.at());
            } else {
                items.gap(
                        Gap.Kind.INVALID_OBJECT,
                        in.path() + " is " + in.token().words() + ", must be an object",
                        "",
                        in.at());
                in.skip();
            }
        }
    }
}
