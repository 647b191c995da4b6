package dev.zimage.cli.accounts;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// When a key ends, as an operator writes it.
final class Expiry {

    private static final Pattern TIME = Pattern.compile("([0-9]{1,5})([mhd])");

    private Expiry() {}

    /// Reads a time from now such as `30d`, or a day such as `2030-01-31`, which means its
    /// beginning in UTC; empty for everything else.
    static Optional<Instant> parse(String text, Instant now) {
        Matcher time = TIME.matcher(text);
        if (time.matches()) {
            long number = Long.parseLong(time.group(1));
            return Optional.of(
                    now.plus(
                            switch (time.group(2)) {
                                case "m" -> Duration.ofMinutes(number);
                                case "h" -> Duration.ofHours(number);
                                default -> Duration.ofDays(number);
                            }));
        }
        try {
            return Optional.of(LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
