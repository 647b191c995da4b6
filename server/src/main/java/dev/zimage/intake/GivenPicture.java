package dev.zimage.intake;

import dev.zimage.crypto.Sha256;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A picture as a client gives it.
public sealed interface GivenPicture {

    /// What the client calls it, for example `image_urls[1]`.
    String name();

    /// The same for equal pictures; recognises repeated orders.
    String fingerprint();

    /// Never logged: links may be signed.
    @Override
    String toString();

    /// A URL that it is to be fetched from.
    record Link(String name, String url) implements GivenPicture {

        @Override
        public String fingerprint() {
            return url;
        }

        @Override
        public String toString() {
            return "Link[" + name + "]";
        }
    }

    /// The bytes of a file.
    @SuppressWarnings("ArrayRecordComponent") // compared by its fingerprint
    record Content(String name, byte[] bytes) implements GivenPicture {

        @Override
        public String fingerprint() {
            return "sha256:" + HexFormat.of().formatHex(Sha256.digest().digest(bytes));
        }

        @Override
        public String toString() {
            return "Content[" + name + ", " + bytes.length + "]";
        }
    }

    /// The beginning of a data URL with a picture.
    Pattern DATA =
            Pattern.compile("data:image/(?:png|jpe?g|webp);base64,", Pattern.CASE_INSENSITIVE);

    /// Reads a URL. Whether a link may be fetched is not looked at.
    ///
    /// @param name what the client calls it
    /// @return empty for a data URL that has no picture in base64
    static Optional<GivenPicture> of(String name, String url) {
        if (!url.regionMatches(true, 0, "data:", 0, 5)) {
            return Optional.of(new Link(name, url));
        }
        Matcher head = DATA.matcher(url);
        if (!head.lookingAt()) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new Content(name, Base64.getDecoder().decode(url.substring(head.end()))));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
