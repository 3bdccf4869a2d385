package io.saaudit.source;

import io.saaudit.model.AwsLogin;
import io.saaudit.model.Meta;
import io.saaudit.model.Note;
import io.saaudit.model.Power;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The logins in {@code mapRoles} of the ConfigMap kube-system/aws-auth, a text that is YAML itself. Taken as the
 * authenticator of EKS takes them (github.com/kubernetes-sigs/aws-iam-authenticator, pkg/mapper/configmap): keys in any
 * case, what has a wrong type as if it were not there, of several entries of a role the last; and none at all of a text
 * that does not parse.
 */
final class AwsLogins {
    /** The key of the ConfigMap. Those of {@code mapUsers} are users of AWS, which no account stands for. */
    static final String KEY = "mapRoles";

    /** What a ConfigMap may hold (pkg/apis/core/validation, ValidateConfigMap). */
    private static final int MOST = 1 << 20;

    private AwsLogins() {}

    /** Whether an object is the ConfigMap that EKS looks at. */
    static boolean isIn(Meta meta) {
        return meta.name().equals(Power.AWS_AUTH) && meta.namespace().equals(Power.SYSTEM_NAMESPACE);
    }

    /**
     * Reads the text.
     *
     * @param out told when it holds something else than logins
     * @param at where to say that
     */
    static List<AwsLogin> of(String text, Out out, long at) {
        if (text.isBlank()) {
            return List.of();
        }
        Map<String, AwsLogin> logins = text.length() > MOST ? null : read(text, out);
        if (logins == null) {
            out.note(
                    Note.Kind.INPUT,
                    "ConfigMap " + Power.SYSTEM_NAMESPACE + "/" + Power.AWS_AUTH + ": " + KEY
                            + " is not a list in YAML, or too large or deep; logins by it were not looked at",
                    at);
            return List.of();
        }
        return List.copyOf(logins.values());
    }

    /** The entries by role; null when the text is no list. */
    private static Map<String, AwsLogin> read(String text, Out out) {
        Map<String, AwsLogin> logins = new LinkedHashMap<>();
        try {
            // What is to be said of its lines has no place in the file, and goes to an output that is dropped. Names
            // are
            // shown and kept, which a token among them must not be.
            YamlCursor in = new YamlCursor(TokenText.without(text), 0, Limits.DEFAULT, out.child());
            if (!in.nextDocument() || in.isNull()) {
                return logins;
            }
            if (in.token() != Token.LIST) {
                return null;
            }
            in.beginList();
            while (in.nextItem()) {
                AwsLogin login = in.token() == Token.OBJECT ? entry(in) : null;
                in.skip();
                if (login != null) {
                    // Put anew, so that the order is that of the entries that count.
                    logins.remove(login.key());
                    logins.put(login.key(), login);
                }
            }
            return logins;
        } catch (DocumentException e) {
            return null;
        }
    }

    /** The entry that the cursor is on; null for one that names no role. */
    private static AwsLogin entry(Cursor in) {
        String role = "";
        String user = "";
        List<String> groups = List.of();
        boolean otherwise = false;
        in.beginObject();
        for (String key = in.nextKey(); key != null; key = in.nextKey()) {
            switch (key.toLowerCase(Locale.ROOT)) {
                case "rolearn" -> role = string(in);
                case "username" -> user = string(in);
                case "groups" -> groups = strings(in);
                // Roles of AWS IAM Identity Center, which are for people; beside a role the entry does not count.
                case "sso" -> {
                    otherwise = !in.isNull();
                    in.skip();
                }
                default -> in.skip();
            }
        }
        return role.isEmpty() || otherwise ? null : new AwsLogin(role, user, groups);
    }

    private static List<String> strings(Cursor in) {
        if (in.token() != Token.LIST) {
            in.skip();
            return List.of();
        }
        List<String> strings = new ArrayList<>();
        in.beginList();
        while (in.nextItem()) {
            String string = string(in);
            if (!string.isEmpty()) {
                strings.add(string);
            }
        }
        return List.copyOf(strings);
    }

    private static String string(Cursor in) {
        if (in.token() == Token.STRING) {
            return in.sharedText();
        }
        in.skip();
        return "";
    }
}
