package dev.zimage.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where pictures are kept, as `media.store` names it.
public sealed interface MediaLocation {

    /// The folder `media` of the data directory.
    record DataDirectory() implements MediaLocation {}

    /// A folder of the operator's choice.
    record Folder(Path path) implements MediaLocation {}

    /// A bucket of an S3 server.
    ///
    /// @param prefix of the keys, empty or ending with `/`
    record Bucket(String name, String prefix) implements MediaLocation {

        private static final Pattern URL =
                Pattern.compile(
                        "s3://([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])"
                                + "(?:/((?:[A-Za-z0-9!_.*'()=+-]+/)*[A-Za-z0-9!_.*'()=+-]+)?/?)?");

        private static Optional<MediaLocation> parse(String url) {
            Matcher matcher = URL.matcher(url);
            if (!matcher.matches()) {
                return Optional.empty();
            }
            String prefix = matcher.group(2) == null ? "" : matcher.group(2) + "/";
            return ("/" + prefix).contains("/../") || ("/" + prefix).contains("/./")
                    ? Optional.empty()
                    : Optional.of(new Bucket(matcher.group(1), prefix));
        }
    }

    /// Reads a value of the setting; empty for one that is not allowed.
    static Optional<MediaLocation> parse(String value) {
        if (value.isEmpty()) {
            return Optional.of(new DataDirectory());
        }
        if (value.contains("://")) {
            return Bucket.parse(value);
        }
        try {
            return Optional.of(new Folder(Path.of(value)));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }
}
