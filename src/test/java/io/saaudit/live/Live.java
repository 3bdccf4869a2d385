package io.saaudit.live;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test class that asks a real API server: its tests and constructor may take a {@link Server}. The ordinary build
 * leaves it out; {@code mvn verify -Plive} runs it.
 */
@Tag("live")
@ExtendWith(LiveExtension.class)
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@interface Live {}
