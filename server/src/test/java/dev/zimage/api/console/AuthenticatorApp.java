package dev.zimage.api.console;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// What an app on a phone does with the secret: RFC 6238, written anew so that a mistake of the
/// server's is not made here too.
public final class AuthenticatorApp {

    private final byte[] secret;
    private final Clock clock;

    /// @param secret in Base32
    public AuthenticatorApp(String secret, Clock clock) {
        this.secret = decoded(secret);
        this.clock = clock;
    }

    private static byte[] decoded(String base32) {
        BigInteger bits = BigInteger.ONE;
        for (int i = 0; i < base32.length(); i++) {
            int value = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(base32.charAt(i));
            bits = bits.shiftLeft(5).or(BigInteger.valueOf(value));
        }
        byte[] withOne = bits.toByteArray();
        return Arrays.copyOfRange(withOne, 1, withOne.length);
    }

    /// The code that the app shows now.
    public String code() {
        return code(clock.instant().getEpochSecond() / 30);
    }

    private String code(long step) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(secret, "HmacSHA1"));
            byte[] moving = new byte[8];
            for (int i = 0; i < 8; i++) {
                moving[i] = (byte) (step >>> (56 - 8 * i));
            }
            byte[] hash = mac.doFinal(moving);
            int at = hash[19] & 15;
            long number =
                    (hash[at] & 127L) << 24
                            | (hash[at + 1] & 255L) << 16
                            | (hash[at + 2] & 255L) << 8
                            | (hash[at + 3] & 255L);
            return "%06d".formatted(number % 1_000_000);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
