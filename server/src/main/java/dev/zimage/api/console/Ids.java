package dev.zimage.api.console;

import dev.zimage.accounts.AccountId;
import dev.zimage.accounts.KeyId;
import dev.zimage.api.http.Refusal;
import dev.zimage.errors.ErrorCode;
import dev.zimage.text.QuotedText;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Pattern;

/// How the console names things in addresses and JSON.
final class Ids {

    private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

    private Ids() {}

    static String text(AccountId id) {
        return "account_" + id.value();
    }

    static Optional<AccountId> account(String text) {
        return number("account_", text).map(AccountId::new);
    }

    static Optional<KeyId> key(String text) {
        return number("key_", text).map(KeyId::new);
    }

    static Optional<Long> number(String prefix, String text) {
        return text.matches(prefix + "[1-9][0-9]{0,17}")
                ? Optional.of(Long.parseLong(text.substring(prefix.length())))
                : Optional.empty();
    }

    /// A day by UTC, in a year of four digits.
    static Optional<LocalDate> day(String text) {
        if (!DAY.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDate.parse(text));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /// @param kind what was not found
    static Refusal unknown(String kind, String id) {
        return new Refusal(ErrorCode.PATH_NOT_FOUND, "No such " + kind + ": " + QuotedText.of(id));
    }
}
