package dev.zimage.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.server.TestServer;
import dev.zimage.server.TestServer.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A picture that is not there is gone for good; one that cannot be read may be readable again.
class UnreadablePictureTest {

    @TempDir Path folder;

    @AutoClose private TestServer server;
    private String link;
    private Path picture;

    @BeforeEach
    void draw() throws IOException {
        server = TestServer.start(folder);
        link =
                server.awaitEnd(server.submitted("a cat"))
                        .path("output")
                        .path("image_urls")
                        .path(0)
                        .asString();
        try (Stream<Path> files = Files.walk(folder.resolve("media"))) {
            picture =
                    files.filter(file -> file.toString().endsWith("-0.jpg"))
                            .findFirst()
                            .orElseThrow();
        }
    }

    @Test
    void a_picture_that_cannot_be_read_is_to_be_asked_for_again() throws IOException {
        byte[] bytes = server.get(link).raw().body();
        Files.delete(picture);
        Files.createDirectory(picture); // fails to be read, for root too

        try (CapturedLog log = CapturedLog.begin()) {
            requireRetry(server.get(link));
            assertThat(log.stackTraces()).isEmpty();
        }

        Files.delete(picture);
        Files.write(picture, bytes);
        assertThat(server.get(link).raw().body()).isEqualTo(bytes);
    }

    @Test
    void pictures_whose_disk_is_not_mounted_are_not_gone() throws IOException {
        Path media = folder.resolve("media");
        Path elsewhere = folder.resolve("elsewhere");
        Files.move(media, elsewhere);

        requireRetry(server.get(link));

        if (Files.exists(media)) {
            throw new AssertionError("reading must not make the folder");
        }
        Files.move(elsewhere, media);
        assertThat(server.get(link).status()).isEqualTo(200);
    }

    @Test
    void a_picture_that_was_deleted_is_gone() throws IOException {
        Files.delete(picture);

        Reply reply = server.get(link);

        assertThat(reply.status()).isEqualTo(410);
        assertThat(reply.header("Retry-After")).isEmpty();
    }

    private static void requireRetry(Reply reply) {
        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.errorCode()).isEqualTo(70_002);
        assertThat(reply.header("Retry-After")).matches("[1-9][0-9]*");
    }
}
