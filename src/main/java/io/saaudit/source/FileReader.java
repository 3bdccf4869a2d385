package io.saaudit.source;

import io.saaudit.model.Gap;
import io.saaudit.model.Note;
import io.saaudit.model.Positions;
import io.saaudit.model.Source;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.zip.ZipException;

/** Reads one input to its end, whatever is in it: all that is wrong becomes gaps. */
final class FileReader {
    private final InputFile file;
    private final Limits limits;
    private final Out out;
    private final SourceMarks marks = new SourceMarks();
    private String whole;
    private boolean templateTold;

    FileReader(InputFile file, Limits limits, Out out) {
        this.file = file;
        this.limits = limits;
        this.out = out;
    }

    /** The source with the template comments that were found in it. */
    Source source() {
        return marks.source(file.shown());
    }

    /** Reads the input; {@code stdin} is what {@code -} stands for. */
    void read(InputStream stdin) {
        try {
            if (file.content() == null) {
                text(Text.of(stdin, limits));
            } else {
                try (InputStream in = file.content().open()) {
                    text(Text.of(in, limits));
                }
            }
        } catch (UncheckedIOException e) {
            failed(e.getCause());
        } catch (IOException e) {
            failed(e);
        }
    }

    private void failed(IOException e) {
        if (e instanceof TextFault fault) {
            long at = fault.line() == 0 ? Positions.NONE : out.at(fault.line(), fault.column());
            out.gap(fault.kind(), fault.getMessage(), fault.hint(), at);
        } else if (e instanceof AccessDeniedException) {
            unreadable("no permission to read it");
        } else if (e instanceof NoSuchFileException) {
            unreadable("it is gone");
        } else if (e instanceof ZipException || e instanceof java.io.EOFException) {
            unreadable("the gzip data is damaged or cut off");
        } else if (e instanceof java.nio.charset.CharacterCodingException) {
            out.gap(Gap.Kind.MALFORMED, "not UTF-8 text", "Save it as UTF-8.", Positions.NONE);
        } else {
            unreadable("cannot be read");
        }
    }

    private void unreadable(String what) {
        out.gap(Gap.Kind.UNREADABLE, what, "", Positions.NONE);
    }

    private void text(Text text) throws IOException {
        if (text.isLfsPointer()) {
            out.gap(
                    Gap.Kind.UNREADABLE,
                    "a pointer of Git LFS: what the file holds is kept elsewhere",
                    "Let git lfs pull bring it to the work tree, and name the file there.",
                    Positions.NONE);
        } else if (text.looksLikeJson()) {
            json(text);
        } else if (text.whole()) {
            whole = text.string();
            pieces(new YamlPieces(whole.toCharArray(), null, limits.maxDocumentSize()), out);
        } else {
            pieces(new YamlPieces(new char[0], text.characters(), limits.maxDocumentSize()), out);
        }
    }

    private void json(Text text) throws IOException {
        Out json = out.child();
        JsonCursor cursor = text.utf8()
                ? JsonCursor.of(text.bytes(), limits, json)
                : JsonCursor.of(text.characters(), 0, limits, json);
        DocumentException fault = json(cursor, json);
        if (fault != null && fault.kind() == Gap.Kind.MALFORMED && text.whole()) {
            // It may be YAML that begins with a flow map, or JSON documents between --- lines.
            whole = text.string();
            Out yaml = out.child();
            if (pieces(new YamlPieces(whole.toCharArray(), null, limits.maxDocumentSize()), yaml)) {
                out.absorb(yaml);
                return;
            }
            templateTold = false;
        }
        out.absorb(json);
        if (fault != null) {
            fault(fault, out, whole);
        }
    }

    /** Reads document after document; whether all of them could be read. */
    private boolean pieces(YamlPieces pieces, Out to) throws IOException {
        boolean good = true;
        for (String piece = pieces.next(); piece != null; piece = pieces.next()) {
            int before = pieces.linesBefore();
            if (pieces.wasTooLong()) {
                to.gap(
                        Gap.Kind.LIMIT,
                        "a document of more than " + limits.maxDocumentSize() + " characters was not read",
                        "If that is meant, raise --max-document-size.",
                        to.at(before + 1, 1));
                good = false;
                continue;
            }
            marks.scan(piece, before);
            if (YamlText.isEmpty(piece)) {
                continue;
            }
            Out json = to.child();
            if (json(piece, before, json) == null) {
                to.absorb(json);
                continue;
            }
            DocumentException fault = YamlDocuments.read(piece, before, limits, to);
            if (fault != null) {
                fault(fault, to, piece);
                good = false;
            }
        }
        return good;
    }

    /** Takes a piece as JSON if it looks so; anything but null when it does not or is not. */
    private DocumentException json(String piece, int linesBefore, Out to) throws IOException {
        int start = piece.startsWith("---") ? 3 : 0;
        int i = start;
        while (i < piece.length() && " \t\r\n".indexOf(piece.charAt(i)) >= 0) {
            i++;
        }
        if (i == piece.length() || piece.charAt(i) != '{' && piece.charAt(i) != '[') {
            return DocumentException.malformed("not JSON", "", Positions.NONE);
        }
        String text = start == 0 ? piece : "   " + piece.substring(start);
        return json(JsonCursor.of(new StringReader(text), linesBefore, limits, to), to);
    }

    private static DocumentException json(JsonCursor cursor, Out to) {
        try {
            while (cursor.nextValue()) {
                ObjectReader.document(cursor, to);
            }
            return null;
        } catch (DocumentException e) {
            return e;
        }
    }

    /** Tells of a document that cannot be read. */
    private void fault(DocumentException e, Out to, String text) {
        to.document();
        if (e.kind() != Gap.Kind.MALFORMED) {
            to.gap(e.kind(), e.getMessage() + "; the rest of the document was not read", e.hint(), e.at());
            return;
        }
        boolean manifest = file.named()
                || text == null
                || to.sawObjects()
                || YamlText.looksLikeManifest(whole == null ? text : whole);
        if (!manifest && YamlText.isTemplate(text)) {
            // A template of another tool is no gap: nothing in it says that it is for Kubernetes.
            to.other();
            to.note(
                    Note.Kind.INPUT,
                    "left out: a template in which nothing looks like a manifest: " + e.getMessage(),
                    e.at());
            return;
        }
        if (!manifest) {
            to.gap(
                    Gap.Kind.MALFORMED,
                    e.getMessage(),
                    e.hint() + (e.hint().isEmpty() ? "" : " ")
                            + "If it is not for Kubernetes, leave it out: --exclude.",
                    e.at());
            return;
        }
        if (text != null && YamlText.isTemplate(text)) {
            if (!templateTold) {
                templateTold = true;
                to.gap(
                        Gap.Kind.TEMPLATE,
                        "a template, not a manifest",
                        "Render it first, for example: helm template CHART | sa-audit scan -",
                        e.at());
            }
            return;
        }
        to.gap(Gap.Kind.MALFORMED, e.getMessage(), e.hint(), e.at());
    }
}
