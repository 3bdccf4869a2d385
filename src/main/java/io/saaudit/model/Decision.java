package io.saaudit.model;

import java.util.List;

/**
 * An answer about one request.
 *
 * @param identity who
 * @param request what was decided on, after any correction
 * @param truth the answer
 * @param bypass whether it is yes because of the group system:masters, and not by RBAC
 * @param grants everything that allows it, in a stable order
 * @param nearest on anything but yes, the rules that come nearest
 * @param unknownBecause on unknown, what makes it so
 * @param notes what is worth saying, such as a correction
 */
public record Decision(
        Identity identity,
        Request request,
        Truth truth,
        boolean bypass,
        List<Grant> grants,
        List<Miss> nearest,
        List<String> unknownBecause,
        List<Note> notes) {}
