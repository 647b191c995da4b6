package dev.zimage.client;

import java.net.URI;
import java.net.http.HttpClient;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Builds clients. Not safe for use by several threads.
public final class ZImageClientBuilder {

    private final URI server;
    private final String key;
    private Duration connect = Duration.ofSeconds(10);
    private Duration request = Duration.ofSeconds(30);
    private Duration call = Duration.ofMinutes(2);
    private Duration await = Duration.ofMinutes(15);
    private Duration download = Duration.ofMinutes(5);
    private Duration silence = Duration.ofSeconds(45);
    private @Nullable HttpClient http;
    private ClientClock time = ClientClock.SYSTEM;

    ZImageClientBuilder(URI server, String key) {
        this.server = checked(server);
        this.key = checked(key);
    }

    private static URI checked(URI server) {
        String scheme = server.getScheme();
        boolean web = "http".equalsIgnoreCase(scheme) || "https".equalsIgnoreCase(scheme);
        if (!web || server.getHost() == null || server.getRawUserInfo() != null) {
            throw new IllegalArgumentException(
                    "the server's address must be like https://images.example.com");
        }
        if (server.getRawQuery() != null || server.getRawFragment() != null) {
            throw new IllegalArgumentException("the server's address has no query and no fragment");
        }
        return URI.create(server.toString().replaceAll("/+$", ""));
    }

    /// The message does not contain the key.
    private static String checked(String key) {
        if (key.isEmpty() || !key.chars().allMatch(c -> c > 0x20 && c < 0x7f)) {
            throw new IllegalArgumentException(
                    "the key is empty or has characters that no key has; check that it was copied"
                            + " whole");
        }
        return key;
    }

    /// How long opening a connection may take: 10 seconds. Does not apply to your own HTTP client.
    public ZImageClientBuilder connectTimeout(Duration timeout) {
        connect = timeout;
        return this;
    }

    /// How long the response to one request may take: 30 seconds.
    public ZImageClientBuilder requestTimeout(Duration timeout) {
        request = timeout;
        return this;
    }

    /// How long a call may take including all retries: 2 minutes.
    public ZImageClientBuilder callTimeout(Duration timeout) {
        call = timeout;
        return this;
    }

    /// How long to wait for the end of a task: 15 minutes.
    public ZImageClientBuilder awaitTimeout(Duration timeout) {
        await = timeout;
        return this;
    }

    /// How long the download of a picture may take: 5 minutes.
    public ZImageClientBuilder downloadTimeout(Duration timeout) {
        download = timeout;
        return this;
    }

    /// Uses this HTTP client, with your proxy, certificates or executor. You remain responsible for
    /// closing it. It must not follow redirects, which would send the key elsewhere.
    public ZImageClientBuilder httpClient(HttpClient own) {
        if (own.followRedirects() != HttpClient.Redirect.NEVER) {
            throw new IllegalArgumentException("the HTTP client must not follow redirects");
        }
        http = own;
        return this;
    }

    ZImageClientBuilder silence(Duration timeout) {
        silence = timeout;
        return this;
    }

    ZImageClientBuilder time(ClientClock other) {
        time = other;
        return this;
    }

    /// @throws IllegalArgumentException when a timeout is not positive
    public ZImageClient build() {
        Timeouts timeouts = new Timeouts(connect, request, call, await, download, silence);
        HttpClient own = http;
        HttpClient used = own == null ? newHttpClient() : own;
        Transport transport =
                new Transport(
                        used,
                        server,
                        key,
                        userAgent(),
                        timeouts,
                        time,
                        new Backoff(new SecureRandom()));
        Runnable close = own == null ? used::shutdownNow : () -> {};
        return new ZImageClient(transport, timeouts, time, server.toString(), close);
    }

    /// Over plain HTTP the JDK would try to upgrade to HTTP/2, which some proxies cannot handle.
    private HttpClient newHttpClient() {
        boolean plain = Objects.equals(server.getScheme(), "http");
        return HttpClient.newBuilder()
                .connectTimeout(connect)
                .version(plain ? HttpClient.Version.HTTP_1_1 : HttpClient.Version.HTTP_2)
                .build();
    }

    private static String userAgent() {
        return "zimage-java/"
                + Optional.ofNullable(ZImageClient.class.getPackage().getImplementationVersion())
                        .orElse("dev");
    }
}
