/**
 * What is known of Kubernetes without asking a server: built-in roles and bindings by version, API resources with scope
 * and verbs, what is no longer served, and the dangerous permissions. The only reader of the jar's data.
 */
package io.saaudit.catalog;
