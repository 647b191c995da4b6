package dev.zimage.api.http;

import dev.zimage.errors.ErrorCode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads a query, `a=1&b=2`, in UTF-8 whatever the headers of the request say. A plus is a space,
/// as forms have it.
final class QueryParameters {

    private QueryParameters() {}

    /// The values by name, in their order.
    ///
    /// @param query as it was sent, null for none
    /// @throws Refusal when it is not percent-encoded UTF-8
    static Map<String, List<String>> parse(@Nullable String query) {
        Map<String, List<String>> all = new LinkedHashMap<>();
        if (query == null || query.isEmpty()) {
            return all;
        }
        for (String pair : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            String value = equals < 0 ? "" : pair.substring(equals + 1);
            all.computeIfAbsent(decode(name), unseen -> new ArrayList<>()).add(decode(value));
        }
        return all;
    }

    private static String decode(String text) {
        String decoded =
                PercentEncoding.decode(text.replace('+', ' '))
                        .orElseThrow(() ->
                                new Refusal(
                                        ErrorCode.PARAMETER_INVALID,
                                        "The query is not UTF-8 in percent-encoding; write % as"
                                                + " %25"));
        if (decoded.indexOf('\0') >= 0) {
            throw new Refusal(
                    ErrorCode.PARAMETER_INVALID,
                    "The query has a NUL character (%00), which no value has");
        }
        return decoded;
    }
}
