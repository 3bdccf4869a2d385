package io.saaudit.live;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Starts one control plane for all live classes, hands out it or its {@link Server}, and stops it when all tests are done. */
final class LiveExtension implements BeforeAllCallback, ParameterResolver {
    private static final Namespace STORE = Namespace.create(LiveExtension.class);

    @Override
    public void beforeAll(ExtensionContext context) {
        start(context);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == Server.class || type == ControlPlane.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        ControlPlane plane = start(context);
        return parameter.getParameter().getType() == Server.class ? plane.server() : plane;
    }

    private static ControlPlane start(ExtensionContext context) {
        return context.getRoot()
                .getStore(STORE)
                .computeIfAbsent(Started.class, key -> new Started(), Started.class)
                .plane();
    }

    /** A control plane, or why there is none: the second class does not try again. */
    private static final class Started implements AutoCloseable {
        private ControlPlane plane;
        private Throwable failure;

        Started() {
            try {
                plane = ControlPlane.start(ControlPlaneBinary.get());
            } catch (RuntimeException | Error e) {
                failure = e; // a test that is skipped is an exception too
            }
        }

        ControlPlane plane() {
            if (failure instanceof RuntimeException e) {
                throw e;
            }
            if (failure instanceof Error e) {
                throw e;
            }
            return plane;
        }

        @Override
        public void close() {
            if (plane != null) {
                plane.close();
            }
        }
    }
}
