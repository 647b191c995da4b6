package dev.zimage.requests;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A place in the history, which is ordered by time.
///
/// @param at milliseconds since 1970
/// @param id of the request that came then
public record RequestCursor(long at, String id) {

    private static final Pattern FORM = Pattern.compile("([0-9]{1,15})\\.(req_[0-9a-f-]{36})");

    static final RequestCursor NEWEST = new RequestCursor(Long.MAX_VALUE, "");

    /// The cursor with this text; empty when it is none.
    public static Optional<RequestCursor> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        return matcher.matches()
                ? Optional.of(new RequestCursor(Long.parseLong(matcher.group(1)), matcher.group(2)))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return at + "." + id;
    }
}
