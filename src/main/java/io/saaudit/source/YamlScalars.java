package io.saaudit.source;

/**
 * Types of plain YAML scalars as kubectl resolves them: gopkg.in/yaml.v2 resolve.go (YAML 1.1), which
 * sigs.k8s.io/yaml turns into JSON. Timestamps stay strings there.
 */
final class YamlScalars {
    private YamlScalars() {}

    /** STRING, NUMBER, BOOLEAN or NULL. */
    static Token type(String plain) {
        if (plain.isEmpty()) {
            return Token.NULL;
        }
        char first = plain.charAt(0);
        if (first >= '0' && first <= '9' || first == '-' || first == '+' || first == '.') {
            return isNumber(plain) ? Token.NUMBER : Token.STRING;
        }
        if (plain.length() > 5) {
            return Token.STRING;
        }
        return switch (plain) {
            case "~", "null", "Null", "NULL" -> Token.NULL;
            case "y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON" -> Token.BOOLEAN;
            case "n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF" -> Token.BOOLEAN;
            default -> Token.STRING;
        };
    }

    /** A scalar of a type as JSON writes it: {@code true}, {@code false}, and whole numbers in decimal. */
    static String json(Token type, String plain) {
        if (type == Token.BOOLEAN) {
            char first = plain.charAt(0);
            boolean yes = first == 'y' || first == 'Y' || first == 't' || first == 'T' || plain.equalsIgnoreCase("on");
            return yes ? "true" : "false";
        }
        if (type == Token.NULL) {
            return "null";
        }
        return type == Token.NUMBER ? decimal(plain) : plain;
    }

    private static String decimal(String plain) {
        String digits = plain.indexOf('_') < 0 ? plain : plain.replace("_", "");
        int start = digits.charAt(0) == '-' || digits.charAt(0) == '+' ? 1 : 0;
        int radix = radix(digits, start);
        if (radix == 0) {
            return digits;
        }
        int skip = radix == 10 ? start : prefix(digits, start);
        try {
            long value = Long.parseLong(digits.substring(skip), radix);
            return Long.toString(digits.charAt(0) == '-' ? -value : value);
        } catch (NumberFormatException e) {
            return digits;
        }
    }

    private static boolean isNumber(String plain) {
        switch (plain) {
            case ".nan",
                    ".NaN",
                    ".NAN",
                    ".inf",
                    ".Inf",
                    ".INF",
                    "+.inf",
                    "+.Inf",
                    "+.INF",
                    "-.inf",
                    "-.Inf",
                    "-.INF" -> {
                return true;
            }
            default -> {
                // a number in digits, or none
            }
        }
        String digits = plain.indexOf('_') < 0 ? plain : plain.replace("_", "");
        int start = !digits.isEmpty() && (digits.charAt(0) == '-' || digits.charAt(0) == '+') ? 1 : 0;
        return radix(digits, start) != 0 || isDecimal(digits, start);
    }

    /** The radix of a whole number in Go's base-0 syntax, or 0 when it is none. */
    private static int radix(String s, int start) {
        if (start == s.length()) {
            return 0;
        }
        int radix = 10;
        int from = start;
        if (s.charAt(start) == '0' && s.length() > start + 1) {
            char letter = Character.toLowerCase(s.charAt(start + 1));
            radix = letter == 'x' ? 16 : letter == 'b' ? 2 : 8;
            from = prefix(s, start);
        }
        if (from == s.length()) {
            return 0;
        }
        for (int i = from; i < s.length(); i++) {
            char c = s.charAt(i);
            if (c > 'f' || Character.digit(c, radix) < 0) {
                return 0;
            }
        }
        return radix;
    }

    private static int prefix(String s, int start) {
        char letter = Character.toLowerCase(s.charAt(start + 1));
        return letter == 'x' || letter == 'b' || letter == 'o' ? start + 2 : start + 1;
    }

    /** {@code [-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?}, without the sign. */
    private static boolean isDecimal(String s, int start) {
        int i = digits(s, start);
        boolean whole = i > start;
        if (i < s.length() && s.charAt(i) == '.') {
            int after = digits(s, i + 1);
            if (!whole && after == i + 1) {
                return false;
            }
            i = after;
        } else if (!whole) {
            return false;
        }
        if (i < s.length() && (s.charAt(i) == 'e' || s.charAt(i) == 'E')) {
            i++;
            if (i < s.length() && (s.charAt(i) == '-' || s.charAt(i) == '+')) {
                i++;
            }
            int end = digits(s, i);
            return end > i && end == s.length();
        }
        return i == s.length();
    }

    private static int digits(String s, int from) {
        int i = from;
        while (i < s.length() && s.charAt(i) >= '0' && s.charAt(i) <= '9') {
            i++;
        }
        return i;
    }
}
