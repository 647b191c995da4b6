package dev.zimage.api;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.zimage.api.http.Access;
import dev.zimage.api.http.Answer;
import dev.zimage.api.http.Call;
import dev.zimage.api.http.Route;
import dev.zimage.text.QuotedText;
import dev.zimage.usage.Period;
import dev.zimage.usage.Usage;
import dev.zimage.usage.UsageAmounts;
import dev.zimage.usage.UsageFigures;
import dev.zimage.usage.UsageRow;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What an account has used.
final class UsageHandlers {

    private static final int MOST_ROWS = 10_000;

    private final Usage usage;

    UsageHandlers(Usage usage) {
        this.usage = usage;
    }

    record UsageReport(String from, String to, UsageFigures total, List<Row> data) {}

    record Row(
            String date,
            String keyId,
            String keyName,
            String model,
            @JsonUnwrapped UsageFigures figures) {

        static Row of(UsageRow row) {
            return new Row(
                    row.day().toString(),
                    row.key().toString(),
                    row.keyName(),
                    row.model(),
                    UsageFigures.of(row.amounts()));
        }
    }

    Stream<Route> routes() {
        return Stream.of(Route.keyed("GET", "/api/v1/usage", Access.READ, this::usage));
    }

    private Answer usage(Call call) {
        call.allowQuery(Set.of("from", "to"));
        Period period = period(call);
        List<UsageRow> rows = usage.of(call.caller().account(), period, MOST_ROWS + 1);
        if (rows.size() > MOST_ROWS) {
            throw GenerationRequest.invalid(
                    "from and to: these days have more than %,d rows; ask for fewer days at a time"
                            .formatted(MOST_ROWS));
        }
        return Answer.json(
                200,
                Json.write(
                        new UsageReport(
                                period.from().toString(),
                                period.to().toString(),
                                UsageFigures.of(
                                        UsageAmounts.sum(
                                                rows.stream().map(UsageRow::amounts).toList())),
                                rows.stream().map(Row::of).toList())));
    }

    private Period period(Call call) {
        try {
            return Period.of(day(call, "from"), day(call, "to"), usage.today());
        } catch (IllegalArgumentException e) {
            throw GenerationRequest.invalid(String.valueOf(e.getMessage()));
        }
    }

    private static @Nullable LocalDate day(Call call, String name) {
        Optional<String> value = call.query(name).filter(text -> !text.isEmpty());
        if (value.isEmpty()) {
            return null;
        }
        try {
            LocalDate day = LocalDate.parse(value.get());
            if (day.getYear() >= 1970 && day.getYear() <= 9999) {
                return day;
            }
        } catch (DateTimeParseException e) {
            // answered below, like a day out of range
        }
        throw GenerationRequest.invalid(
                "%s must be a day like 2026-11-22, not %s"
                        .formatted(name, QuotedText.of(value.get())));
    }
}
