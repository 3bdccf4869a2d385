package io.saaudit.source;

import com.fasterxml.jackson.core.JsonFactory;
import io.saaudit.model.KubeObject;
import io.saaudit.model.Positions;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** What one list of an API server has given so far, page by page. Belongs to one thread at a time. */
public final class ListedObjects {
    private static final long PLACE = Positions.pack(1, 0, 0);

    private final String apiVersion;
    private final String kind;
    private final boolean metadataOnly;
    private final JsonFactory json;
    private final Limits limits;
    private final Out empty;
    private Out out;
    private int size;

    ListedObjects(String apiVersion, String kind, boolean metadataOnly, JsonFactory json, Limits limits, Out out) {
        this.apiVersion = apiVersion;
        this.kind = kind;
        this.metadataOnly = metadataOnly;
        this.json = json;
        this.limits = limits;
        this.empty = out;
        this.out = out.child();
    }

    /**
     * What a page says of itself.
     *
     * @param next the token that continues the list, empty on the last page
     * @param remaining how many objects follow, or -1 when the server does not say
     */
    public record Page(String next, long remaining) {}

    /**
     * Reads a page to its end. It counts as a whole or not at all.
     *
     * @param body JSON in UTF-8; not closed; what its exceptions say is shown
     * @param next told the token that continues the list, if there is one, before the objects are read
     * @return what it says of itself
     * @throws ListException when it is not whole, or not a list of this kind; then its objects are not among those read
     */
    public Page page(InputStream body, Consumer<String> next) throws ListException {
        Out read = empty.child();
        try {
            JsonCursor in = JsonCursor.of(body, json, PLACE, limits, read);
            ListPage page = new ListPage(apiVersion, kind, metadataOnly, next, read);
            page.read(in);
            out.absorb(read);
            size += page.items();
            return new Page(page.next(), page.remaining());
        } catch (DocumentException e) {
            throw switch (e.kind()) {
                case LIMIT -> new ListException(ListException.Kind.LIMIT, e.getMessage());
                default -> new ListException(ListException.Kind.CUT, e.getMessage());
            };
        } catch (FieldException e) {
            throw new ListException(ListException.Kind.OTHER, e.getMessage());
        } catch (UncheckedIOException e) {
            throw broken(e.getCause());
        } catch (IOException e) {
            throw broken(e);
        }
    }

    private static ListException broken(IOException e) {
        return new ListException(
                ListException.Kind.CUT, e.getMessage() == null ? "the answer breaks off" : e.getMessage());
    }

    /** Forgets all pages: the list begins anew. */
    public void drop() {
        out = empty.child();
        size = 0;
    }

    /** Names of the objects read, in their order. */
    public List<String> names() {
        List<String> names = new ArrayList<>(size);
        for (KubeObject object : out.objects()) {
            names.add(object.name());
        }
        return names;
    }

    /** Number of objects read. */
    public int size() {
        return size;
    }

    Out out() {
        return out;
    }
}
