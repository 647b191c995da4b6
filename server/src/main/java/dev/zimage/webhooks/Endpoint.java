package dev.zimage.webhooks;

import dev.zimage.accounts.AccountId;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A URL that is notified of the end of every task of an account.
///
/// @param disabledReason why it is not notified; null while it is enabled
public record Endpoint(
        Id id, AccountId account, String url, @Nullable String disabledReason, Instant createdAt) {

    public boolean enabled() {
        return disabledReason == null;
    }

    /// Identifies an endpoint.
    ///
    /// @param value 0 for the `callback_url` of single tasks
    public record Id(long value) {

        static final Id CALLBACK = new Id(0);

        private static final String PREFIX = "wh_";
        private static final Pattern FORM = Pattern.compile("wh_[1-9][0-9]{0,17}");

        /// Parses an id; empty when it is malformed.
        public static Optional<Id> parse(String text) {
            return FORM.matcher(text).matches()
                    ? Optional.of(new Id(Long.parseLong(text.substring(PREFIX.length()))))
                    : Optional.empty();
        }

        @Override
        public String toString() {
            return PREFIX + value;
        }
    }
}
