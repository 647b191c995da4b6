package dev.zimage.accounts;

import dev.zimage.crypto.Sha256;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// An API key as its owner holds it: `rk_live_` or `rk_test_` and 40 characters of base 62, which
/// is 238 random bits. It is shown once; the database keeps its SHA-256. A slow hash would protect
/// a password, but 238 bits cannot be guessed, and every request computes the hash.
///
/// [#toString] shows only the hint, so that a key does not end up in a log by mistake.
public final class SecretKey {

    private static final String ALPHABET =
            "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int LENGTH = 40;

    private final String text;

    private SecretKey(String text) {
        this.text = text;
    }

    /// A new key.
    ///
    /// @param random must be cryptographically strong
    static SecretKey draw(Mode mode, RandomGenerator random) {
        StringBuilder text = new StringBuilder(prefix(mode));
        for (int i = 0; i < LENGTH; i++) {
            text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return new SecretKey(text.toString());
    }

    /// Parses a key as a client sends it; empty when it is malformed.
    static Optional<SecretKey> parse(String text) {
        return hasForm(text) ? Optional.of(new SecretKey(text)) : Optional.empty();
    }

    /// Without a regular expression, which took a twentieth of every request.
    private static boolean hasForm(String text) {
        for (Mode mode : Mode.values()) {
            String prefix = prefix(mode);
            if (text.length() == prefix.length() + LENGTH && text.startsWith(prefix)) {
                return isBase62(text, prefix.length());
            }
        }
        return false;
    }

    private static boolean isBase62(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean digit = c >= '0' && c <= '9';
            boolean letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
            if (!digit && !letter) {
                return false;
            }
        }
        return true;
    }

    private static String prefix(Mode mode) {
        return switch (mode) {
            case LIVE -> "rk_live_";
            case TEST -> "rk_test_";
        };
    }

    /// The key itself, to be shown to its owner once and nowhere else.
    public String reveal() {
        return text;
    }

    /// Beginning and end of the key.
    public String hint() {
        return text.substring(0, 12) + "…" + text.substring(text.length() - 4);
    }

    /// SHA-256 in hex.
    String hash() {
        return Sha256.hex(text);
    }

    @Override
    public String toString() {
        return hint();
    }
}
