package dev.zimage.origin;

import java.util.Arrays;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What a request says about where it came from and whom it was meant for. A header that was sent
/// on several lines is their values in order, joined by commas; null stands for a header that was
/// not sent.
///
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

    /// How long all its parts are together: a client can make them long.
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

    /// Takes what it needs from the headers of a request.
    ///
    /// @param header the value of a header by its name, null when it was not sent
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
