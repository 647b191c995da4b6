package dev.zimage.people;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.text.Normalizer;
import java.util.Base64;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/// A stored password: Argon2id in the usual text form, with its parameters and salt, so that old
/// passwords remain valid when new ones get stronger parameters.
///
/// @param text `$argon2id$v=19$m=…,t=…,p=…$salt$hash`
record PasswordHash(String text) {

    /// The minimum of OWASP's Password Storage Cheat Sheet: 19 MiB, two passes, one lane.
    private static final int MEMORY_KIB = 19_456;

    private static final int PASSES = 2;
    private static final int LANES = 1;
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;

    private static final Pattern FORM =
            Pattern.compile(
                    "\\$argon2id\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,3}),p=(\\d{1,2})"
                            + "\\$([A-Za-z0-9+/]+)\\$([A-Za-z0-9+/]+)");

    static PasswordHash of(String password, RandomGenerator random) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        byte[] hash = argon2id(password, salt, MEMORY_KIB, PASSES, LANES, HASH_BYTES);
        return new PasswordHash(
                "$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s"
                        .formatted(MEMORY_KIB, PASSES, LANES, encoded(salt), encoded(hash)));
    }

    /// Whether this is the password's hash; takes equally long when it is not.
    boolean matches(String password) {
        Matcher parts = FORM.matcher(text);
        if (!parts.matches()) {
            throw new IllegalStateException("a stored password has an unknown form");
        }
        byte[] hash = Base64.getDecoder().decode(parts.group(5));
        byte[] tried =
                argon2id(
                        password,
                        Base64.getDecoder().decode(parts.group(4)),
                        Integer.parseInt(parts.group(1)),
                        Integer.parseInt(parts.group(2)),
                        Integer.parseInt(parts.group(3)),
                        hash.length);
        return MessageDigest.isEqual(hash, tried);
    }

    private static byte[] argon2id(
            String password, byte[] salt, int memory, int passes, int lanes, int length) {
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(
                new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                        .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                        .withMemoryAsKB(memory)
                        .withIterations(passes)
                        .withParallelism(lanes)
                        .withSalt(salt)
                        .build());
        byte[] hash = new byte[length];
        generator.generateBytes(bytes(password), hash);
        return hash;
    }

    /// The same letters typed on another system may arrive as different code points.
    private static byte[] bytes(String password) {
        return Normalizer.normalize(password, Normalizer.Form.NFKC)
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String encoded(byte[] bytes) {
        return Base64.getEncoder().withoutPadding().encodeToString(bytes);
    }

    @Override
    public String toString() {
        return "a password's hash";
    }
}
