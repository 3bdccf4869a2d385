/**
 * What the API server's RBAC authorizer decides: matching, subjects, aggregation, coverage, effective permissions.
 * Written after Kubernetes 1.36 (pkg/apis/rbac, plugin/pkg/auth/authorizer/rbac); uses the JDK and the model alone.
 */
package io.saaudit.rbac;
