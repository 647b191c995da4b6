package dev.zimage.cli;

import dev.zimage.accounts.Credits;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// How values look to people.
final class Shown {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

    private Shown() {}

    /// A time in UTC, to the minute.
    static String time(@Nullable Instant time) {
        return time == null ? "-" : TIME.format(time);
    }

    static String credits(Credits credits) {
        return String.format(Locale.ROOT, "%,d", credits.amount());
    }

    /// With the sign of a change.
    static String change(Credits credits) {
        return String.format(Locale.ROOT, "%+,d", credits.amount());
    }

    /// A text that somebody chose, without what would move the cursor.
    static String text(@Nullable String text) {
        return text == null ? "-" : text.replaceAll("\\p{Cc}", "?");
    }
}
