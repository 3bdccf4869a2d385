package io.saaudit.testing;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;

/** Values in the Distinguished Encoding Rules (ITU-T X.690). */
final class Der {
    private Der() {}

    static byte[] integer(long value) {
        return tagged(0x02, BigInteger.valueOf(value).toByteArray());
    }

    static byte[] bits(byte[] value) {
        return tagged(0x03, join(new byte[1], value));
    }

    static byte[] oid(int... parts) {
        ByteArrayOutputStream value = new ByteArrayOutputStream();
        value.write(parts[0] * 40 + parts[1]);
        for (int i = 2; i < parts.length; i++) {
            for (int shift = 28; shift > 0; shift -= 7) {
                if (parts[i] >> shift > 0) {
                    value.write(0x80 | parts[i] >> shift & 0x7f);
                }
            }
            value.write(parts[i] & 0x7f);
        }
        return tagged(0x06, value.toByteArray());
    }

    static byte[] sequence(byte[]... parts) {
        return tagged(0x30, parts);
    }

    static byte[] tagged(int tag, byte[]... parts) {
        byte[] content = join(parts);
        ByteArrayOutputStream value = new ByteArrayOutputStream();
        value.write(tag);
        if (content.length > 0xff) {
            value.write(0x82);
            value.write(content.length >> 8);
        } else if (content.length >= 0x80) {
            value.write(0x81);
        }
        value.write(content.length);
        value.writeBytes(content);
        return value.toByteArray();
    }

    static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    static int content(byte[] der, int at) {
        int first = der[at + 1] & 0xff;
        return at + 2 + (first < 0x80 ? 0 : first & 0x7f);
    }

    static int end(byte[] der, int at) {
        int start = content(der, at);
        int length = der[at + 1] & 0xff;
        if (length >= 0x80) {
            length = new BigInteger(1, java.util.Arrays.copyOfRange(der, at + 2, start)).intValue();
        }
        return start + length;
    }
}
