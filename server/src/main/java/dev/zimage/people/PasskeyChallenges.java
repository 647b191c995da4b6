package dev.zimage.people;

import dev.zimage.crypto.Sha256;
import dev.zimage.database.Database;
import dev.zimage.database.InstallationSecret;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.random.RandomGenerator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Challenges that authenticators sign. A challenge carries its expiry and a MAC of the
/// installation, so every process can check it, and an anonymous client that asks for many fills no
/// table. A used challenge is stored until it expires, so that it cannot be used again.
final class PasskeyChallenges {

    private static final Duration VALID = Duration.ofMinutes(5);
    private static final String ALGORITHM = "HmacSHA256";
    private static final int RANDOM_BYTES = 16;
    private static final int SIGNED_BYTES = RANDOM_BYTES + Long.BYTES;
    private static final int MAC_BYTES = 32;

    private final InstallationSecret kept;
    private final RandomGenerator random;
    private volatile byte @Nullable [] secret;

    /// The state of a challenge that came back.
    enum State {
        VALID,
        EXPIRED,
        /// Not from this installation, or for another purpose.
        UNKNOWN
    }

    PasskeyChallenges(Database database, RandomGenerator random) {
        this.kept = new InstallationSecret(database, "passkeys.challenge_secret");
        this.random = random;
    }

    /// @param purpose for which alone the challenge is valid
    byte[] draw(String purpose, Instant now) {
        byte[] drawn = new byte[RANDOM_BYTES];
        random.nextBytes(drawn);
        byte[] signed =
                ByteBuffer.allocate(SIGNED_BYTES)
                        .put(drawn)
                        .putLong(now.plus(VALID).toEpochMilli())
                        .array();
        return ByteBuffer.allocate(SIGNED_BYTES + MAC_BYTES)
                .put(signed)
                .put(mac(purpose, signed))
                .array();
    }

    State state(byte[] challenge, String purpose, Instant now) {
        if (challenge.length != SIGNED_BYTES + MAC_BYTES) {
            return State.UNKNOWN;
        }
        byte[] signed = Arrays.copyOf(challenge, SIGNED_BYTES);
        byte[] said = Arrays.copyOfRange(challenge, SIGNED_BYTES, challenge.length);
        if (!MessageDigest.isEqual(said, mac(purpose, signed))) {
            return State.UNKNOWN;
        }
        return expiry(challenge).isAfter(now) ? State.VALID : State.EXPIRED;
    }

    private static Instant expiry(byte[] challenge) {
        return Instant.ofEpochMilli(ByteBuffer.wrap(challenge).getLong(RANDOM_BYTES));
    }

    /// Uses a challenge up.
    ///
    /// @return whether it was unused; of several concurrent uses, only one gets true
    static boolean claim(Handle tx, byte[] challenge) {
        return tx.createUpdate(
                                """
                                insert into used_challenges (hash, expires_at)
                                values (:hash, :expires) on conflict (hash) do nothing
                                """)
                        .bind("hash", Sha256.hex(Base64.getEncoder().encodeToString(challenge)))
                        .bind("expires", expiry(challenge).toEpochMilli())
                        .execute()
                == 1;
    }

    static void forgetOld(Handle tx, Instant now) {
        tx.createUpdate("delete from used_challenges where expires_at <= :now")
                .bind("now", now.toEpochMilli())
                .execute();
    }

    private byte[] mac(String purpose, byte[] signed) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret(), ALGORITHM));
            mac.update(signed);
            return mac.doFinal(purpose.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every JDK has " + ALGORITHM, e);
        }
    }

    private String fresh() {
        byte[] fresh = new byte[MAC_BYTES];
        random.nextBytes(fresh);
        return HexFormat.of().formatHex(fresh);
    }

    private byte[] secret() {
        byte[] known = secret;
        if (known == null) {
            known = HexFormat.of().parseHex(kept.read().orElseGet(() -> kept.keep(fresh())));
            secret = known;
        }
        return known;
    }
}
