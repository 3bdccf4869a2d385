package io.saaudit.rule;

import io.saaudit.model.AwsLogin;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;

/**
 * Names with templates, as aws-auth may have them, and what a session can make of them. Who assumes a role gives the
 * session its name (AWS STS, AssumeRoleWithWebIdentity), so that <code>{{SessionName}}</code> becomes what it wants it to be; and so does
 * <code>{{EC2PrivateDNSName}}</code>, as the name of any instance that it names (github.com/kubernetes-sigs/aws-iam-authenticator,
 * pkg/server, renderTemplate).
 */
final class SessionNames {
    private static final String SESSION = "{{SessionName}}";
    private static final String INSTANCE = "{{EC2PrivateDNSName}}";
    private static final int SHORTEST = 2;
    private static final int LONGEST = 64;

    private SessionNames() {}

    /**
     * What a name can become: those of the known ones that it fits; where it fits none, or has no template that a session
     * decides, the name alone.
     *
     * @param template the name as it is written
     * @param session the role, as its sessions are named
     * @param known names that somebody gives something to
     */
    static Set<String> of(String template, String session, Collection<String> known) {
        String name =
                template.replace("{{AccountID}}", AwsLogin.account(session)).replace("{{SessionNameRaw}}", SESSION);
        Set<String> names = new TreeSet<>();
        if (name.contains("{{")) {
            for (String one : known) {
                if (fits(name, SESSION, one) || fits(name, INSTANCE, one)) {
                    names.add(one);
                }
            }
        }
        return names.isEmpty() ? Set.of(name) : names;
    }

    /** Whether the name is the template with one and the same text wherever it has the placeholder. */
    private static boolean fits(String template, String placeholder, String name) {
        int first = template.indexOf(placeholder);
        if (first < 0 || !name.startsWith(template.substring(0, first))) {
            return false;
        }
        int times = 0;
        for (int at = first; at >= 0; at = template.indexOf(placeholder, at + placeholder.length())) {
            times++;
        }
        int room = name.length() - (template.length() - times * placeholder.length());
        if (room < times * SHORTEST || room % times != 0 || room / times > LONGEST) {
            return false;
        }
        String text = name.substring(first, first + room / times);
        return isSession(text) && template.replace(placeholder, text).equals(name);
    }

    private static boolean isSession(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
            if (!letter && "_+=,.@-".indexOf(c) < 0) {
                return false;
            }
        }
        return true;
    }
}
