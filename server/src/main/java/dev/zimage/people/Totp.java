package dev.zimage.people;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.util.encoders.Base32;

/// Time-based one-time passwords (RFC 6238) in the form that every authenticator app knows:
/// HMAC-SHA-1, six digits, thirty seconds.
///
/// @param secret in Base32, as apps take it
record Totp(String secret) {

    private static final Duration STEP = Duration.ofSeconds(30);
    private static final String ALGORITHM = "HmacSHA1";
    private static final int SECRET_BYTES = 20;
    private static final int DIGITS = 6;
    private static final int MODULUS = 1_000_000;

    /// A code is accepted up to one step early or late, because clocks differ.
    private static final int TOLERANCE = 1;

    static Totp draw(RandomGenerator random) {
        byte[] secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        return new Totp(Base32.toBase32String(secret));
    }

    /// The code of a time step.
    String code(long step) {
        byte[] hash = hmac(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
        int offset = hash[hash.length - 1] & 0xF;
        int number = ByteBuffer.wrap(hash).getInt(offset) & Integer.MAX_VALUE;
        return String.format("%0" + DIGITS + "d", number % MODULUS);
    }

    private byte[] hmac(byte[] message) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(Base32.decode(secret), ALGORITHM));
            return mac.doFinal(message);
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every JDK has " + ALGORITHM, e);
        }
    }

    /// The time step that a code belongs to; empty when it is wrong at this time.
    OptionalLong step(String code, Instant now) {
        long current = stepAt(now);
        byte[] typed = code.getBytes(StandardCharsets.UTF_8);
        return LongStream.rangeClosed(current - TOLERANCE, current + TOLERANCE)
                .filter(step ->
                        MessageDigest.isEqual(code(step).getBytes(StandardCharsets.UTF_8), typed))
                .findFirst();
    }

    static long stepAt(Instant time) {
        return time.getEpochSecond() / STEP.toSeconds();
    }

    @Override
    public String toString() {
        return "a TOTP secret";
    }
}
