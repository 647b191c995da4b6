package dev.zimage.api.http;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads `wait` from the `Prefer` header of RFC 7240. A preference that is not understood is
/// ignored, as the RFC has it.
public final class PreferHeader {

    static final int LONGEST_WAIT = 50;

    private static final Pattern WAIT =
            Pattern.compile("(?i)(?:^|[,;])\\s*wait\\s*=\\s*\"?(\\d{1,9})\"?\\s*(?=$|[,;])");

    private PreferHeader() {}

    /// Seconds to wait, at most [#LONGEST_WAIT].
    public static Optional<Integer> wait(Call call) {
        return call.header("Prefer").flatMap(PreferHeader::wait);
    }

    public static Optional<Integer> wait(String header) {
        Matcher matcher = WAIT.matcher(header);
        return matcher.find()
                ? Optional.of(Math.min(LONGEST_WAIT, Integer.parseInt(matcher.group(1))))
                : Optional.empty();
    }
}
