package dev.zimage.remote;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.server.Eventually;
import dev.zimage.server.LocalHttpServer;
import dev.zimage.server.TestServer;
import dev.zimage.server.TestServer.Reply;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// Pictures that clients send to be edited.
class EditsTest {

    private static final String ORDER = "/api/v1/images/generations";

    @TempDir private Path folder;

    private GpuServer gpu;
    private TestServer server;
    private LocalHttpServer web;

    @BeforeEach
    void start() {
        gpu = GpuServer.start();
        server = serverWith(Map.of("webhooks.allow_private", "true"));
        web =
                LocalHttpServer.plain(exchange -> {
                    String path = exchange.getRequestURI().getPath();
                    byte[] body = file(path);
                    if (path.equals("/moved.png")) {
                        exchange.getResponseHeaders().set("Location", "/red.png");
                        exchange.sendResponseHeaders(302, -1);
                    } else if (body.length == 0) {
                        exchange.sendResponseHeaders(404, -1);
                    } else {
                        exchange.sendResponseHeaders(200, body.length);
                        exchange.getResponseBody().write(body);
                    }
                });
    }

    @AfterEach
    void stop() {
        server.close();
        web.close();
        gpu.close();
    }

    private TestServer serverWith(Map<String, String> more) {
        Map<String, String> settings =
                new HashMap<>(
                        Map.of(
                                "engine.name", "sketch",
                                "engine.pixels", "65536",
                                "engines.gpu.kind", "openai",
                                "engines.gpu.url", gpu.url(),
                                "models.cats.engine", "gpu",
                                "models.cats.price", "0.02",
                                "models.cats.inputs", "text, image"));
        settings.putAll(more);
        return TestServer.startWithEngines(folder, settings);
    }

    private static byte[] file(String path) {
        return switch (path) {
            case "/red.png" -> png(64, 48, Color.RED);
            case "/picture.webp" -> webp();
            case "/page.png" -> "<html>no picture</html>".getBytes(StandardCharsets.UTF_8);
            case "/half.png" -> half(png(64, 48, Color.RED));
            case "/bomb.png" -> bomb();
            case "/large.png" -> new byte[(20 << 20) + 1];
            default -> new byte[0];
        };
    }

    private static byte[] png(int width, int height, Color colour) {
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D canvas = picture.createGraphics();
        canvas.setColor(colour);
        canvas.fillRect(0, 0, width, height);
        canvas.dispose();
        return encoded(picture);
    }

    private static byte[] noise(int side) {
        BufferedImage picture = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
        Random random = new Random(1);
        for (int i = 0; i < side * side; i++) {
            picture.setRGB(i % side, i / side, random.nextInt());
        }
        return encoded(picture);
    }

    private static byte[] encoded(BufferedImage picture) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ImageIO.write(picture, "png", out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] webp() {
        try (InputStream in = EditsTest.class.getResourceAsStream("/pictures/gradient.webp")) {
            return Objects.requireNonNull(in).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] half(byte[] whole) {
        return java.util.Arrays.copyOf(whole, whole.length / 2);
    }

    /// A small file whose head says that it has 60,000 x 60,000 pixels.
    private static byte[] bomb() {
        byte[] file = png(64, 48, Color.RED);
        java.nio.ByteBuffer.wrap(file).putInt(16, 60_000).putInt(20, 60_000);
        java.util.zip.CRC32 sum = new java.util.zip.CRC32();
        sum.update(file, 12, 17);
        java.nio.ByteBuffer.wrap(file).putInt(29, (int) sum.getValue());
        return file;
    }

    private static String dataUrl(byte[] png) {
        return "data:image/png;base64," + Base64.getEncoder().encodeToString(png);
    }

    private static String body(String model, String more) {
        return "{\"model\":\"%s\",\"prompt\":\"a cat\",\"seed\":1,%s}".formatted(model, more);
    }

    private JsonNode drawn(Reply reply) {
        assertThat(reply.errorMessage()).isEmpty();
        JsonNode task = server.awaitEnd(reply.json().path("id").asString());
        assertThat(task.path("status").asString()).isEqualTo("completed");
        return task;
    }

    /// The pictures in the forms that the drawing server has got.
    private List<BufferedImage> sent() {
        String form = gpu.orders().getLast().path("form").asString();
        byte[] bytes = form.getBytes(StandardCharsets.ISO_8859_1);
        return Stream.of(form.split("Content-Type: image/png\r\n\r\n", -1))
                .skip(1)
                .map(after -> form.indexOf(after))
                .map(start -> {
                    try {
                        return ImageIO.read(
                                new ByteArrayInputStream(bytes, start, bytes.length - start));
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                })
                .toList();
    }

    private List<String> storedSources() throws IOException {
        Path pictures = folder.resolve("media");
        if (!Files.exists(pictures)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(pictures)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.matches(".*-5[0-9]\\.png"))
                    .toList();
        }
    }

    @Test
    void a_picture_in_the_order_reaches_the_server_and_is_deleted_when_the_task_has_ended() {
        String picture = dataUrl(png(64, 48, Color.RED));

        drawn(server.post(ORDER, body("cats", "\"image_url\":\"%s\"".formatted(picture))));

        BufferedImage sent = sent().getFirst();
        assertThat(sent.getWidth()).isEqualTo(64);
        assertThat(new Color(sent.getRGB(10, 10))).isEqualTo(Color.RED);
        assertThat(Eventually.seen(this::storedSourcesUnchecked, List::isEmpty)).isEmpty();
    }

    private List<String> storedSourcesUnchecked() {
        try {
            return storedSources();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void pictures_are_fetched_and_sent_in_their_order() {
        String urls =
                "\"image_urls\":[\"%s\",\"%s\"]"
                        .formatted(web.url("/picture.webp"), web.url("/red.png"));

        drawn(server.post(ORDER, body("cats", urls)));

        assertThat(sent()).extracting(BufferedImage::getWidth).containsExactly(96, 64);
        assertThat(new Color(sent().getFirst().getRGB(90, 5)).getRed()).isGreaterThan(220);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/page.png | is no JPEG, PNG or WebP picture",
                "/half.png | cannot be decoded",
                "/bomb.png | has 60000x60000 pixels; send one of at most 50 megapixels",
                "/large.png | has more than 20 MiB",
                "/moved.png | it redirects",
                "/gone.png | the answer has status 404",
            })
    void a_picture_that_is_of_no_use_is_named_and_costs_nothing(String path, String reason)
            throws IOException {
        Reply reply =
                server.post(
                        ORDER,
                        body(
                                "cats",
                                "\"image_urls\":[\"%s\",\"%s\"]"
                                        .formatted(web.url("/red.png"), web.url(path))));

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.errorCode()).isEqualTo(20_003);
        assertThat(reply.errorMessage()).startsWith("image_urls[1] ").contains(reason);
        assertThat(server.balance()).isEqualTo(10_000);
        assertThat(storedSources()).isEmpty();
    }

    @Test
    void addresses_that_are_not_public_are_refused() {
        server.close();
        server = serverWith(Map.of());

        Reply http =
                server.post(ORDER, body("cats", "\"image_url\":\"%s\"".formatted(web.url("/a"))));
        Reply loopback =
                server.post(
                        ORDER,
                        body(
                                "cats",
                                "\"image_url\":\"https://localhost:%d/a\"".formatted(web.port())));

        assertThat(http.errorCode()).isEqualTo(20_003);
        assertThat(http.errorMessage()).isEqualTo("image_url must begin with https://");
        assertThat(loopback.errorCode()).isEqualTo(20_003);
        assertThat(loopback.errorMessage()).startsWith("image_url ").contains("public address");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"image_url\":\"data:text/plain;base64,AAAA\" | image_url must be an https URL",
                "\"image_url\":\"data:image/png;base64,%%\" | image_url must be an https URL",
                "\"image_urls\":[] | image_urls must be an array of 1 to 16 strings",
                "\"image_urls\":[1] | image_urls must be an array of strings",
                "\"image_urls\":[\"https://a.example/\"],\"image_url\":\"https://a.example/\" |"
                        + " Send image_url or image_urls, not both",
            })
    void what_is_no_picture_by_its_form_is_refused(String parameters, String reason) {
        Reply reply = server.post(ORDER, body("cats", parameters));

        assertThat(reply.errorCode()).isEqualTo(20_003);
        assertThat(reply.errorMessage()).contains(reason);
    }

    @Test
    void a_model_without_pictures_says_so() {
        Reply reply =
                server.post(ORDER, body("z-image", "\"image_url\":\"https://a.example/b.png\""));

        assertThat(reply.errorCode()).isEqualTo(20_010);
        assertThat(reply.errorMessage()).contains("z-image is text-to-image only", "image_url");
        assertThat(server.get("/api/v1/models/z-image").json().path("inputs").values())
                .extracting(JsonNode::asString)
                .containsExactly("text");
        JsonNode cats = server.get("/api/v1/models/cats").json();
        assertThat(cats.path("inputs").values())
                .extracting(JsonNode::asString)
                .containsExactly("text", "image");
        assertThat(cats.path("parameters").values())
                .extracting(parameter -> parameter.path("name").asString())
                .contains("image_url", "image_urls");
    }

    @Test
    void only_orders_with_pictures_may_be_large() {
        String large = dataUrl(noise(700));
        assertThat(large.length()).isGreaterThan(1 << 20);

        Reply refused =
                server.post(ORDER, body("z-image", "\"metadata\":{\"a\":\"%s\"}".formatted(large)));
        assertThat(refused.status()).isIn(400, 413);
        drawn(server.post(ORDER, body("cats", "\"image_url\":\"%s\"".formatted(large))));
        assertThat(sent().getFirst().getWidth()).isEqualTo(700);
    }

    @Test
    void a_repeated_order_is_recognised_by_its_pictures() {
        String red =
                body("cats", "\"image_url\":\"%s\"".formatted(dataUrl(png(64, 48, Color.RED))));
        String blue =
                body("cats", "\"image_url\":\"%s\"".formatted(dataUrl(png(64, 48, Color.BLUE))));

        Reply first = server.post(ORDER, red, "Idempotency-Key", "one");
        Reply again = server.post(ORDER, red, "Idempotency-Key", "one");
        Reply other = server.post(ORDER, blue, "Idempotency-Key", "one");

        assertThat(again.json().path("id")).isEqualTo(first.json().path("id"));
        assertThat(other.errorCode()).isEqualTo(20_009);
        drawn(first);
        assertThat(server.balance()).isEqualTo(9_980);
    }

    @Test
    void a_large_picture_is_scaled_down() {
        drawn(
                server.post(
                        ORDER,
                        body(
                                "cats",
                                "\"image_url\":\"%s\""
                                        .formatted(dataUrl(png(6_000, 4_000, Color.GREEN))))));

        BufferedImage sent = sent().getFirst();
        assertThat((double) sent.getWidth() / sent.getHeight()).isBetween(1.49, 1.51);
        assertThat((long) sent.getWidth() * sent.getHeight()).isBetween(4_100_000L, 4_300_000L);
    }

    @Test
    void clients_of_openai_edit_pictures() throws IOException {
        Reply reply = edit("cats", "image", png(64, 48, Color.RED), "");

        assertThat(reply.errorMessage()).isEmpty();
        byte[] picture = Base64.getDecoder().decode(reply.json().at("/data/0/b64_json").asString());
        assertThat(ImageIO.read(new ByteArrayInputStream(picture)).getWidth()).isEqualTo(256);
        assertThat(sent()).extracting(BufferedImage::getWidth).containsExactly(64);
    }

    @Test
    void a_mask_a_page_and_a_model_without_pictures_are_refused_in_openais_shape() {
        Reply mask =
                edit(
                        "cats",
                        "image",
                        png(64, 48, Color.RED),
                        "--b\r\nContent-Disposition: form-data; name=\"mask\"; filename=\"m.png\""
                                + "\r\n\r\nx\r\n");
        Reply page =
                edit("cats", "image[]", "<html>".repeat(9).getBytes(StandardCharsets.UTF_8), "");
        Reply text = edit("z-image", "image", png(64, 48, Color.RED), "");

        assertThat(error(mask)).isEqualTo("unknown_parameter mask");
        assertThat(error(page)).isEqualTo("invalid_value image[0]");
        assertThat(error(text)).isEqualTo("unknown_parameter image");
        assertThat(text.errorMessage()).contains("text-to-image only");
        assertThat(server.balance()).isEqualTo(10_000);
    }

    private static String error(Reply reply) {
        assertThat(reply.status()).isEqualTo(400);
        return reply.json().at("/error/code").asString()
                + " "
                + reply.json().at("/error/param").asString();
    }

    private Reply edit(String model, String name, byte[] file, String more) {
        ByteArrayOutputStream form = new ByteArrayOutputStream();
        form.writeBytes(
                """
                --b\r
                Content-Disposition: form-data; name="model"\r
                \r
                %s\r
                --b\r
                Content-Disposition: form-data; name="prompt"\r
                \r
                a cat\r
                --b\r
                Content-Disposition: form-data; name="response_format"\r
                \r
                b64_json\r
                --b\r
                Content-Disposition: form-data; name="%s"; filename="a.png"\r
                Content-Type: image/png\r
                \r
                """
                        .formatted(model, name)
                        .getBytes(StandardCharsets.UTF_8));
        form.writeBytes(file);
        form.writeBytes(("\r\n" + more + "--b--\r\n").getBytes(StandardCharsets.UTF_8));
        return server.send(
                server.request("/v1/images/edits")
                        .header("Content-Type", "multipart/form-data; boundary=b")
                        .POST(
                                java.net.http.HttpRequest.BodyPublishers.ofByteArray(
                                        form.toByteArray())));
    }
}
