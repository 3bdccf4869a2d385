package io.saaudit.rule;

/**
 * Where a rule's advice comes from.
 *
 * @param source the document with its year or version, such as {@code CIS Kubernetes Benchmark v1.12}
 * @param item number and title in it, or the heading
 * @param url address, or empty
 */
public record Reference(String source, String item, String url) {}
