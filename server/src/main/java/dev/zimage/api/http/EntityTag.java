package dev.zimage.api.http;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Compares the strong entity tag of a resource with those in the headers of a request (RFC 9110,
/// section 8.8.3). Tags are quoted, as `ETag` has them.
public final class EntityTag {

    /// A tag may have commas in it, so a list cannot be split at them.
    private static final Pattern NEXT =
            Pattern.compile(
                    "[\\s,]*+((?:W/)?(\"[\\x21\\x23-\\x7e\\x80-\\xff]*+\"))(?=\\s*(?:,|$))");

    private EntityTag() {}

    /// Whether `If-None-Match` says that the client has the resource. The comparison is weak: a
    /// proxy that compresses an answer turns its tag into a weak one.
    public static boolean isKnown(Call call, String etag) {
        return call.header("If-None-Match").filter(tags -> hasWeak(tags, etag)).isPresent();
    }

    private static boolean hasWeak(String tags, String etag) {
        if (tags.strip().equals("*")) {
            return true;
        }
        Matcher next = NEXT.matcher(tags);
        for (; next.lookingAt(); next.region(next.end(), tags.length())) {
            if (next.group(2).equals(etag)) {
                return true;
            }
        }
        return false;
    }

    /// Whether a range may be answered: there is no `If-Range`, or it names these very bytes. The
    /// comparison is strong, and a date never matches, since no answer has a `Last-Modified`.
    public static boolean allowsRange(Call call, String etag) {
        Optional<String> condition = call.header("If-Range");
        return condition.isEmpty() || condition.get().strip().equals(etag);
    }
}
