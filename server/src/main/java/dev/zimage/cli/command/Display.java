package dev.zimage.cli.command;

import dev.zimage.accounts.Credits;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// How values look to people.
public final class Display {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

    private Display() {}

    /// A time in UTC, to the minute.
    public static String time(@Nullable Instant time) {
        return time == null ? "-" : TIME.format(time);
    }

    public static String credits(Credits credits) {
        return String.format(Locale.ROOT, "%,d", credits.amount());
    }

    /// With the sign of a change.
    public static String change(Credits credits) {
        return String.format(Locale.ROOT, "%+,d", credits.amount());
    }

    /// A text that somebody chose, without what would move the cursor or turn the direction.
    public static String text(@Nullable String text) {
        return text == null
                ? "-"
                : text.replaceAll(
                        "[\\p{Cc}\\p{Zl}\\p{Zp}\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069]", "?");
    }
}
