package io.saaudit.rule;

import io.saaudit.model.Binding;
import io.saaudit.model.Role;
import io.saaudit.model.Subject;

/** The command that makes a binding like another. */
final class CreateBinding {
    private CreateBinding() {}

    /**
     * A binding of the same name and subjects.
     *
     * @param namespace where it is to count, empty for the whole cluster
     * @param role what it is to give
     */
    static String command(Binding like, String namespace, Role role) {
        StringBuilder text = new StringBuilder("kubectl create ")
                .append(namespace.isEmpty() ? "clusterrolebinding " : "rolebinding ")
                .append(Quote.shell(like.name()));
        if (!namespace.isEmpty()) {
            text.append(" --namespace ").append(Quote.shell(namespace));
        }
        text.append(role.cluster() ? " --clusterrole " : " --role ").append(Quote.shell(role.name()));
        for (Subject subject : like.subjects()) {
            String[] account = Speaker.account(subject, like);
            if (account != null) {
                text.append(" --serviceaccount ").append(Quote.shell(account[0] + ":" + account[1]));
            } else if (subject instanceof Subject.User) {
                text.append(" --user ").append(Quote.shell(subject.name()));
            } else if (subject instanceof Subject.Group) {
                text.append(" --group ").append(Quote.shell(subject.name()));
            }
        }
        return text.toString();
    }
}
