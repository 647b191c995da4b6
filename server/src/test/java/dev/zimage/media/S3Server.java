package dev.zimage.media;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/// A real S3 server, s3proxy, in a process of its own. It keeps objects in a folder that goes with
/// it. There is one for all tests of a process, started by the first that wants it.
public final class S3Server {

    public static final String KEY = "test-key";
    public static final String SECRET = "test-secret";

    private static final Pattern STARTED = Pattern.compile("\\{127\\.0\\.0\\.1:(\\d+)}");
    private static @Nullable S3Server shared;

    private final Path folder;
    private final Process process;
    private final int port;

    /// The server of these tests. Stores that they open in this process have its credentials.
    public static synchronized S3Server get() {
        S3Server running = shared;
        if (running == null) {
            try {
                running = new S3Server();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            shared = running;
            System.setProperty("aws.accessKeyId", KEY);
            System.setProperty("aws.secretAccessKey", SECRET);
        }
        return running;
    }

    private S3Server() throws IOException {
        folder = Files.createTempDirectory("zimage-s3-");
        Files.createDirectory(folder.resolve("objects"));
        Files.writeString(folder.resolve("s3proxy.properties"), properties());
        Files.writeString(folder.resolve("logback.xml"), LOG);
        process =
                new ProcessBuilder(command())
                        .redirectError(folder.resolve("errors").toFile())
                        .start();
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop));
        port = awaitPort(process.inputReader());
    }

    private String properties() {
        return """
        s3proxy.endpoint=http://127.0.0.1:0
        s3proxy.authorization=aws-v2-or-v4
        s3proxy.identity=%s
        s3proxy.credential=%s
        jclouds.provider=filesystem-nio2
        jclouds.filesystem.basedir=%s
        jclouds.identity=unused
        jclouds.credential=unused
        """
                .formatted(KEY, SECRET, folder.resolve("objects"));
    }

    /// Only what tells the port.
    private static final String LOG =
            """
            <configuration>
              <appender name="out" class="ch.qos.logback.core.ConsoleAppender">
                <encoder><pattern>%msg%n</pattern></encoder>
              </appender>
              <logger name="org.gaul.shaded.org.eclipse.jetty.server.AbstractConnector" level="INFO"/>
              <root level="ERROR"><appender-ref ref="out"/></root>
            </configuration>
            """;

    private List<String> command() throws IOException {
        Path classPath = Path.of("../s3proxy/target/class-path");
        if (!Files.exists(classPath)) {
            throw new IOException(
                    "the S3 server of the tests is not there; `./mvnw generate-test-resources -pl"
                            + " s3proxy` gets it, as `./zimage test` does");
        }
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx128m",
                "-Dlogback.configurationFile=" + folder.resolve("logback.xml"),
                "-cp",
                Files.readString(classPath).strip(),
                "org.gaul.s3proxy.Main",
                "--properties",
                folder.resolve("s3proxy.properties").toString());
    }

    private int awaitPort(BufferedReader out) throws IOException {
        String line;
        while ((line = out.readLine()) != null) {
            Matcher started = STARTED.matcher(line);
            if (started.find()) {
                Thread.ofVirtual().start(() -> out.lines().forEach(_ -> {}));
                return Integer.parseInt(started.group(1));
            }
        }
        throw new IOException(
                "s3proxy did not start: " + Files.readString(folder.resolve("errors"), UTF_8));
    }

    public int port() {
        return port;
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /// A new empty bucket.
    ///
    /// @return its name
    public String bucket() {
        String name = "test-" + UUID.randomUUID();
        try (S3Client client = client()) {
            client.createBucket(create -> create.bucket(name));
        }
        return name;
    }

    /// A client that is not the one under test.
    public S3Client client() {
        return S3Client.builder()
                .endpointOverride(endpoint())
                .region(Region.US_EAST_1)
                .forcePathStyle(true)
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create(KEY, SECRET)))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }

    /// The settings of a server whose pictures are in a new bucket.
    public Map<String, String> settings() {
        return settings(bucket(), port);
    }

    /// @param port of the endpoint
    public static Map<String, String> settings(String bucket, int port) {
        return Map.of(
                "media.store", "s3://" + bucket + "/pictures",
                "media.s3_endpoint", "http://127.0.0.1:" + port,
                "media.s3_path_style", "true");
    }

    private void stop() {
        process.destroyForcibly();
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted((a, b) -> b.compareTo(a)).forEach(file -> file.toFile().delete());
        } catch (IOException | UncheckedIOException e) {
            // It is in the folder for temporary files.
        }
    }
}
