package dev.zimage.oidc;

import dev.zimage.server.Eventually;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/// A real OpenID provider, mock-oauth2-server, in a process of its own. Whoever comes signs in with
/// a name and any claims.
public final class ProviderProcess implements AutoCloseable {

    private static final String MAIN = "no.nav.security.mock.oauth2.StandaloneMockOAuth2ServerKt";

    private final int port;
    private final Path output;
    private final HttpClient client = HttpClient.newHttpClient();
    private Process process;

    public ProviderProcess(Path folder) throws IOException {
        this.output = folder.resolve("provider.log");
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            this.port = free.getLocalPort();
        }
        this.process = start();
    }

    private Process start() throws IOException {
        Path classPath = Path.of("../oidcprovider/target/class-path");
        if (!Files.exists(classPath)) {
            throw new IOException(
                    "the OpenID provider of the tests is not there; `./mvnw generate-test-resources"
                            + " -pl oidcprovider` gets it, as `./zimage test` does");
        }
        ProcessBuilder builder =
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xmx128m",
                        "-cp",
                        Files.readString(classPath).strip(),
                        MAIN);
        builder.environment().put("SERVER_HOSTNAME", "127.0.0.1");
        builder.environment().put("SERVER_PORT", String.valueOf(port));
        builder.environment()
                .put("JSON_CONFIG", "{\"interactiveLogin\":true,\"httpServer\":\"NettyWrapper\"}");
        Process started = builder.redirectErrorStream(true).redirectOutput(output.toFile()).start();
        Eventually.seen(this::answers, Boolean::booleanValue);
        return started;
    }

    private boolean answers() {
        try {
            HttpRequest request =
                    HttpRequest.newBuilder(
                                    URI.create(issuer() + "/.well-known/openid-configuration"))
                            .build();
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    public String issuer() {
        return "http://127.0.0.1:" + port + "/acme";
    }

    /// The settings of a server whose people sign in here.
    public Map<String, String> settings() {
        return Map.of("oidc.issuer", issuer(), "oidc.client_id", "zimage", "oidc.name", "Acme");
    }

    /// Signs in as a person does in the provider's form.
    ///
    /// @param address that the browser was sent to
    /// @return where the browser is sent back to
    public String signIn(String address, String username, Map<String, ?> claims) {
        String form =
                "username="
                        + encoded(username)
                        + "&claims="
                        + encoded(JsonMapper.shared().writeValueAsString(claims));
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(address))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(form))
                        .build();
        try {
            HttpResponse<String> answer =
                    client.send(request, HttpResponse.BodyHandlers.ofString());
            return answer.headers()
                    .firstValue("Location")
                    .orElseThrow(() -> new AssertionError(answer.statusCode() + answer.body()));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /// With new keys, as after their rotation.
    public void restart() throws IOException {
        stop();
        process = start();
    }

    public void stop() {
        process.destroyForcibly();
        var _ = process.onExit().join();
    }

    @Override
    public void close() {
        client.shutdownNow();
        stop();
    }
}
