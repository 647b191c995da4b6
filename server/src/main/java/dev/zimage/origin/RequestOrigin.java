package dev.zimage.origin;

import java.util.Arrays;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What a request says about its origin and its destination. The values of a repeated header are
/// joined by commas in order; null stands for a missing header.
///
/// @param remoteAddress the peer address of the connection
/// @param remoteAddress the address at the other end of the connection
/// @param scheme of the connection, `http` or `https`
/// @param host the `Host` header
public record RequestOrigin(
        String remoteAddress,
        String scheme,
        @Nullable String host,
        @Nullable String forwarded,
        @Nullable String forwardedFor,
        @Nullable String forwardedProto,
        @Nullable String forwardedHost,
        @Nullable String forwardedPort,
        @Nullable String forwardedPrefix) {

    /// The total length of all parts, which clients can make long.
    int characters() {
        int sum = remoteAddress.length() + scheme.length();
        for (String header :
                Arrays.asList(
                        host,
                        forwarded,
                        forwardedFor,
                        forwardedProto,
                        forwardedHost,
                        forwardedPort,
                        forwardedPrefix)) {
            sum += header == null ? 0 : header.length();
        }
        return sum;
    }

    /// Extracts what is needed from the headers of a request.
    ///
    /// @param header the value of a header by name, null when it is missing
    public static RequestOrigin of(
            String remoteAddress, String scheme, Function<String, @Nullable String> header) {
        return new RequestOrigin(
                remoteAddress,
                scheme,
                header.apply("Host"),
                header.apply("Forwarded"),
                header.apply("X-Forwarded-For"),
                header.apply("X-Forwarded-Proto"),
                header.apply("X-Forwarded-Host"),
                header.apply("X-Forwarded-Port"),
                header.apply("X-Forwarded-Prefix"));
    }
}
