package dev.zimage.media;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The part of a picture that a `Range` header asks for (RFC 9110, section 14).
public sealed interface ByteRange {

    /// The whole picture, with status 200.
    record Whole() implements ByteRange {}

    /// One part, with status 206.
    ///
    /// @param from the first byte
    /// @param toInclusive the last byte
    record Part(long from, long toInclusive) implements ByteRange {

        /// The number of bytes.
        public long length() {
            return toInclusive - from + 1;
        }
    }

    /// The range lies outside the picture: status 416.
    record Unsatisfiable() implements ByteRange {}

    /// Parses a `Range` header. As the RFC allows, a header that is missing, malformed, in another
    /// unit than bytes or for several ranges is ignored, and the whole picture is sent.
    ///
    /// @param header the value of `Range`, null when there is none
    /// @param length of the picture in bytes
    static ByteRange parse(@Nullable String header, long length) {
        if (header == null) {
            return new Whole();
        }
        int equals = header.indexOf('=');
        if (equals < 0 || !header.substring(0, equals).strip().equalsIgnoreCase("bytes")) {
            return new Whole();
        }
        List<String> ranges =
                Arrays.stream(header.substring(equals + 1).split(",", -1))
                        .map(String::strip)
                        .filter(range -> !range.isEmpty())
                        .toList();
        return ranges.size() == 1 ? ofOne(ranges.getFirst(), length) : new Whole();
    }

    private static ByteRange ofOne(String range, long length) {
        int dash = range.indexOf('-');
        if (dash < 0 || range.length() == 1) {
            return new Whole();
        }
        String first = range.substring(0, dash);
        String last = range.substring(dash + 1);
        if (!isDigits(first) || !isDigits(last)) {
            return new Whole();
        }
        if (first.isEmpty()) {
            return suffix(number(last), length);
        }
        return between(number(first), last.isEmpty() ? Long.MAX_VALUE : number(last), length);
    }

    private static ByteRange suffix(long wanted, long length) {
        if (wanted == 0 || length == 0) {
            return new Unsatisfiable();
        }
        return new Part(Math.max(0, length - wanted), length - 1);
    }

    private static ByteRange between(long from, long to, long length) {
        if (from > to) {
            return new Whole();
        }
        if (from >= length) {
            return new Unsatisfiable();
        }
        return new Part(from, Math.min(to, length - 1));
    }

    private static boolean isDigits(String text) {
        return text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /// A number too large for a long is beyond the end of every picture.
    private static long number(String digits) {
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException tooLarge) {
            return Long.MAX_VALUE;
        }
    }
}
