/** What is wrong: one small class a rule, over what {@code rbac} and {@code workload} say is so. */
package io.saaudit.rule;
