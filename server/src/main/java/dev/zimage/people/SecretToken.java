package dev.zimage.people;

import dev.zimage.crypto.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// 256 random bits that give access to something: a session or a one-time link. The database keeps
/// only its SHA-256; a slow hash would protect a password, but 256 bits cannot be guessed.
/// [#toString] does not show it.
public final class SecretToken {

    private static final int BYTES = 32;
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{43}");

    private final String text;

    private SecretToken(String text) {
        this.text = text;
    }

    /// @param random must be cryptographically strong
    static SecretToken draw(RandomGenerator random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return new SecretToken(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /// Parses a token as a client sends it; empty when it is malformed.
    static Optional<SecretToken> parse(String text) {
        return FORM.matcher(text).matches() ? Optional.of(new SecretToken(text)) : Optional.empty();
    }

    /// The token itself, to be shown to its owner once and nowhere else.
    public String reveal() {
        return text;
    }

    /// SHA-256 in hex.
    String hash() {
        return Sha256.hex(text);
    }

    /// Derives another secret, which only the holder of this one can know and which does not reveal
    /// it.
    ///
    /// @param purpose distinguishes the secrets of a token
    String derive(String purpose) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(text.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(mac.doFinal(purpose.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every JDK has HmacSHA256", e);
        }
    }

    @Override
    public String toString() {
        return "a secret token";
    }
}
