package dev.zimage.requests;

import dev.zimage.accounts.AccountId;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Which requests to list; null and empty match all.
///
/// @param account that sent them
/// @param id of a request, or its beginning
/// @param key the id of a key, a part of its name, or its beginning
/// @param route a part of the method and the route, like `POST /v1`
/// @param accountText the id of an account, or a part of its name
public record RequestFilter(
        @Nullable AccountId account,
        String id,
        RequestFilter.@Nullable StatusClass status,
        String key,
        String route,
        String accountText) {

    /// Every request.
    public static final RequestFilter NONE = new RequestFilter(null, "", null, "", "", "");

    /// How requests were answered.
    public enum StatusClass {
        /// With an error, whatever the status: MCP tools answer 200 and name the error in the body.
        ERRORS("(r.status >= 400 or r.error is not null)"),
        GOOD("r.status between 200 and 399"),
        CLIENT("r.status between 400 and 499"),
        SERVER("r.status between 500 and 599");

        private final String condition;

        StatusClass(String condition) {
            this.condition = condition;
        }

        /// The class with this label.
        public static Optional<StatusClass> of(String label) {
            return Arrays.stream(values())
                    .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(label))
                    .findFirst();
        }
    }

    /// The condition on the table `api_requests r`, with accounts `a` and keys `k` joined to it.
    String conditions() {
        return (account == null ? "" : " and r.account_id = :account")
                + (id.isEmpty() ? "" : " and r.request_id between :id and :id || '~'")
                + (status == null ? "" : " and " + status.condition)
                + (key.isEmpty()
                        ? ""
                        : " and (<position>(k.name, :key) > 0 or <position>(k.hint, :key) = 1"
                                + " or 'key_' || k.id = :key)")
                + (route.isEmpty() ? "" : " and <position>(r.method || ' ' || r.route, :route) > 0")
                + (accountText.isEmpty()
                        ? ""
                        : " and (<position>(a.name, :accountText) > 0"
                                + " or 'account_' || a.id = :accountText)");
    }
}
