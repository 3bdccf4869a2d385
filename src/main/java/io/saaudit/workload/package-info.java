/**
 * What the ServiceAccount admission plug-in and the kubelet do: which account a pod runs as, which token it gets, where,
 * and until when (Kubernetes 1.36, plugin/pkg/admission/serviceaccount; semantics G and H).
 */
package io.saaudit.workload;
