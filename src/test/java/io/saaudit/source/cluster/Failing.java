package io.saaudit.source.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** What a call fails with, as a user sees it. */
final class Failing {
    private Failing() {}

    /** The error of a kind: one line with a hint. */
    static ClusterException with(ClusterException.Kind kind, ThrowingCallable call) {
        ClusterException error = catchThrowableOfType(ClusterException.class, call);
        assertThat(error).as("nothing was thrown").isNotNull();
        assertThat(error.kind()).as(error.getMessage()).isEqualTo(kind);
        assertThat(error.getMessage()).hasLineCount(1).isNotBlank().doesNotEndWith(".");
        assertThat(error.hint())
                .as("what to do next about: %s", error.getMessage())
                .isNotBlank()
                .hasLineCount(1)
                .matches("[A-Z].*");
        return error;
    }

    /** One of kind CONFIGURATION. */
    static ClusterException configuration(ThrowingCallable call) {
        return with(ClusterException.Kind.CONFIGURATION, call);
    }

    /** One of kind CONNECTION. */
    static ClusterException connection(ThrowingCallable call) {
        return with(ClusterException.Kind.CONNECTION, call);
    }
}
