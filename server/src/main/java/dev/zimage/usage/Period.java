package dev.zimage.usage;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Days in UTC, including the first and the last.
public record Period(LocalDate from, LocalDate to) {

    /// The longest period in days: a leap year.
    public static final int MAX_DAYS = 366;

    /// The length of a period in days when neither end is given.
    public static final int DEFAULT_DAYS = 30;

    public Period {
        if (from.isAfter(to) || days(from, to) > MAX_DAYS) {
            throw new IllegalArgumentException("not a period: " + from + " to " + to);
        }
    }

    /// A period from ends that may be missing: it then ends today and has [#DEFAULT_DAYS].
    ///
    /// @throws IllegalArgumentException with a message that says what to change, when the period
    ///   would end before it begins or be too long
    public static Period of(@Nullable LocalDate from, @Nullable LocalDate to, LocalDate today) {
        LocalDate end = to == null ? today : to;
        LocalDate begin = from == null ? end.minusDays(DEFAULT_DAYS - 1) : from;
        problem(begin, end, to == null)
                .ifPresent(problem -> {
                    throw new IllegalArgumentException(problem);
                });
        return new Period(begin, end);
    }

    private static Optional<String> problem(LocalDate begin, LocalDate end, boolean isToday) {
        if (begin.isAfter(end)) {
            return Optional.of(
                    "from must not be after to: %s is after %s%s"
                            .formatted(begin, end, isToday ? ", which is today in UTC" : ""));
        }
        return days(begin, end) > MAX_DAYS
                ? Optional.of(
                        "from and to are %,d days apart; ask for at most %d at a time"
                                .formatted(days(begin, end), MAX_DAYS))
                : Optional.empty();
    }

    private static long days(LocalDate from, LocalDate to) {
        return ChronoUnit.DAYS.between(from, to) + 1;
    }
}
