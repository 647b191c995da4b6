package dev.zimage.remote;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import dev.zimage.server.LocalHttpServer;
import dev.zimage.server.TestServer;
import dev.zimage.server.TestServer.Reply;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// An installation with a model `cats` that edits pictures, and a website that has some.
final class EditingInstallation implements AutoCloseable {

    private final RemoteInstallation remote = new RemoteInstallation();
    private final GpuServer gpu = remote.gpu(GpuServer.start());
    private final LocalHttpServer web = LocalHttpServer.plain(EditingInstallation::answer);
    private final TestServer server;

    /// @param more settings, names and values in turn
    EditingInstallation(String... more) {
        List<String> settings =
                new ArrayList<>(
                        List.of(
                                "engine.pixels", "65536",
                                "models.cats.inputs", "text, image",
                                "webhooks.allow_private", "true"));
        settings.addAll(List.of(more));
        server = remote.withCats(gpu, settings.toArray(String[]::new));
    }

    private static void answer(HttpExchange exchange) throws IOException {
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
    }

    private static byte[] file(String path) {
        byte[] red = SentPictures.png(64, 48, Color.RED);
        return switch (path) {
            case "/red.png" -> red;
            case "/picture.webp" -> SentPictures.webp();
            case "/page.png" -> "<html>no picture</html>".getBytes(StandardCharsets.UTF_8);
            case "/half.png" -> Arrays.copyOf(red, red.length / 2);
            case "/bomb.png" -> SentPictures.bomb();
            case "/large.png" -> new byte[(20 << 20) + 1];
            default -> new byte[0];
        };
    }

    TestServer server() {
        return server;
    }

    /// Where the website has a picture.
    String url(String path) {
        return web.url(path);
    }

    int webPort() {
        return web.port();
    }

    /// @param more parameters as JSON
    static String body(String model, String more) {
        return "{\"model\":\"%s\",\"prompt\":\"a cat\",\"seed\":1,%s}".formatted(model, more);
    }

    /// The parameter of an order that edits one picture.
    static String imageUrl(byte[] png) {
        return "\"image_url\":\"%s\"".formatted(SentPictures.dataUrl("image/png", png));
    }

    /// @param more parameters as JSON
    Reply order(String model, String more) {
        return server.post(RemoteInstallation.ORDER, body(model, more));
    }

    /// Waits until the picture of an order is there.
    void awaitPicture(Reply reply) {
        assertThat(reply.errorMessage()).isEmpty();
        JsonNode task = RemoteInstallation.drawn(server, reply);
        assertThat(task.path("status").asString()).isEqualTo("completed");
    }

    /// The pictures that the drawing server got with the last order.
    List<BufferedImage> sent() {
        return gpu.pictures();
    }

    /// The names of the files of pictures to edit that are stored.
    List<String> storedSources() {
        Path pictures = remote.folder().resolve("media");
        if (!Files.exists(pictures)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(pictures)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.matches(".*-5[0-9]\\.png"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        remote.close();
        web.close();
    }
}
