package dev.zimage.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/// The files of the pictures of a server, as somebody with a shell finds them.
public final class StoredPictures {

    private StoredPictures() {}

    public static void delete(TestServer server) throws IOException {
        try (Stream<Path> files = Files.walk(server.data().path().resolve("media"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.delete(file);
            }
        }
    }
}
