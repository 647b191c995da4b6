package dev.zimage.media;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// Links to pictures that need no API key: `/media/<path>?expires=<unix
/// seconds>&signature=<base64url>`. The signature is the HMAC-SHA256 of path and expiry, so neither
/// can be changed. Anyone who has a link can read the picture until it expires: a link is a secret
/// and is never logged.
///
/// Safe for use by several threads.
public final class MediaLinks {

    /// The prefix of every link's path.
    public static final String PREFIX = "/media/";

    /// The minimum length of a secret in bytes.
    public static final int MIN_SECRET_BYTES = 32;

    private static final String ALGORITHM = "HmacSHA256";
    private static final Pattern EXPIRES = Pattern.compile("0|[1-9][0-9]{0,11}");

    private static final int LINKS_REMEMBERED = 10_000;

    private final List<SecretKeySpec> secrets;

    // A client that polls a finished task gets the same link each time.
    private final Cache<Unsigned, String> signed =
            Caffeine.newBuilder().maximumSize(LINKS_REMEMBERED).executor(Runnable::run).build();

    private record Unsigned(MediaKey key, long expires) {}

    /// The result of verifying a link.
    public sealed interface Verdict {

        /// The link is genuine and has not expired.
        ///
        /// @param key of the picture
        /// @param expires when the link expires
        record Valid(MediaKey key, Instant expires) implements Verdict {}

        /// The link is genuine and has expired.
        record Expired() implements Verdict {}

        /// The link is not genuine.
        record Forged() implements Verdict {}
    }

    /// @param secrets the newest first: it signs, and all of them verify. To rotate, add a new one
    ///   at the front and remove the last one when its links have expired
    public MediaLinks(List<byte[]> secrets) {
        if (secrets.isEmpty()) {
            throw new IllegalArgumentException("at least one secret is needed to sign links");
        }
        this.secrets = secrets.stream().map(MediaLinks::keyOf).toList();
    }

    private static SecretKeySpec keyOf(byte[] secret) {
        if (secret.length < MIN_SECRET_BYTES) {
            throw new IllegalArgumentException(
                    "a secret has at least %d bytes, this one %d"
                            .formatted(MIN_SECRET_BYTES, secret.length));
        }
        return new SecretKeySpec(secret, ALGORITHM);
    }

    /// The path and query of a link that is valid before `expires`, a whole second at or before the
    /// one given. The same arguments give the same link.
    public String sign(MediaKey key, Instant expires) {
        return signed.get(new Unsigned(key, expires.getEpochSecond()), this::sign);
    }

    /// Verifies a link. The signature is checked before the expiry, so a guess learns nothing.
    ///
    /// @param path of the request, as it was sent
    /// @param expires the query's `expires`, null when it has none
    /// @param signature the query's `signature`, null when it has none
    public Verdict verify(
            String path, @Nullable String expires, @Nullable String signature, Instant now) {
        Optional<MediaKey> key =
                path.startsWith(PREFIX)
                        ? MediaKey.parse(path.substring(PREFIX.length()))
                        : Optional.empty();
        if (key.isEmpty() || expires == null || signature == null) {
            return new Verdict.Forged();
        }
        if (!EXPIRES.matcher(expires).matches() || !signedHere(path, expires, signature)) {
            return new Verdict.Forged();
        }
        Instant end = Instant.ofEpochSecond(Long.parseLong(expires));
        return now.isBefore(end) ? new Verdict.Valid(key.get(), end) : new Verdict.Expired();
    }

    private String sign(Unsigned link) {
        String path = PREFIX + link.key.path();
        String seconds = Long.toString(link.expires);
        String signature = signature(secrets.getFirst(), path, seconds);
        return path + "?expires=" + seconds + "&signature=" + signature;
    }

    private boolean signedHere(String path, String expires, String signature) {
        byte[] given = signature.getBytes(UTF_8);
        boolean match = false;
        for (SecretKeySpec secret : secrets) {
            byte[] right = signature(secret, path, expires).getBytes(US_ASCII);
            match |= MessageDigest.isEqual(right, given);
        }
        return match;
    }

    private static String signature(SecretKeySpec secret, String path, String expires) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(secret);
            byte[] code = mac.doFinal((path + "\n" + expires).getBytes(US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(code);
        } catch (NoSuchAlgorithmException | InvalidKeyException impossible) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, impossible);
        }
    }
}
