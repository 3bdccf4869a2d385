/**
 * The live cluster: kubeconfig, credentials, requests and lists. Nothing here is loaded by a run that reads files; the
 * only user of client-java and okhttp.
 */
package io.saaudit.source.cluster;
