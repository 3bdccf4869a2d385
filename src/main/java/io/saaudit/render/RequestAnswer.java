package io.saaudit.render;

import io.saaudit.model.Decision;
import io.saaudit.model.Identity;
import io.saaudit.model.Truth;
import java.util.List;

/**
 * The answer to one line of {@code can-i --requests}.
 *
 * @param line number of the line, from 1
 * @param truth the answer
 * @param decision on a line without patterns, the decision; else null
 * @param accounts on a line of patterns, the number of identities it was asked about
 * @param offenders on a line of patterns, who may
 * @param unknownBecause what makes it unknown
 */
public record RequestAnswer(
        int line, Truth truth, Decision decision, int accounts, List<Offender> offenders, List<String> unknownBecause) {

    /**
     * Who may do what a pattern asks about.
     *
     * @param identity who
     * @param namespace where; the pattern itself where it holds in every namespace that the pattern means
     * @param name which object; the pattern itself where it holds for every name that the pattern means
     * @param decision the decision behind it
     */
    public record Offender(Identity identity, String namespace, String name, Decision decision) {}
}
