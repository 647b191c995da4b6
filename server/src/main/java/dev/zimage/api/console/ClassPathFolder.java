package dev.zimage.api.console;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The files below a folder of the class path, in a jar or on disk, by their paths in it.
final class ClassPathFolder {

    private ClassPathFolder() {}

    /// @param folder without slashes at its ends
    /// @param landmark a file that is in the folder, by which it is found
    /// @return empty when the landmark is not there
    static SortedMap<String, byte[]> read(String folder, String landmark) {
        SortedMap<String, byte[]> files = new TreeMap<>();
        URL url = ClassPathFolder.class.getResource("/" + folder + "/" + landmark);
        if (url == null) {
            return files;
        }
        try {
            for (String name : names(url, folder, landmark)) {
                files.put(name, bytes("/" + folder + "/" + name));
            }
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the program's own " + folder, e);
        }
    }

    private static List<String> names(URL landmark, String folder, String name) throws IOException {
        if (landmark.openConnection() instanceof JarURLConnection jar) {
            String prefix = folder + "/";
            return jar.getJarFile().stream()
                    .filter(entry -> !entry.isDirectory() && entry.getName().startsWith(prefix))
                    .map(entry -> entry.getName().substring(prefix.length()))
                    .toList();
        }
        Path root = root(landmark, name);
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(Files::isRegularFile)
                    .map(file -> root.relativize(file).toString().replace('\\', '/'))
                    .toList();
        }
    }

    private static Path root(URL landmark, String name) {
        try {
            Path root = Path.of(landmark.toURI());
            for (int i = 0; i < Path.of(name).getNameCount(); i++) {
                root = Objects.requireNonNull(root.getParent(), "a file is in a folder");
            }
            return root;
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the class path has no valid address", e);
        }
    }

    /// A resource of the class path.
    ///
    /// @throws IOException when it is not there
    static byte[] bytes(String resource) throws IOException {
        try (@Nullable InputStream stream = ClassPathFolder.class.getResourceAsStream(resource)) {
            if (stream == null) {
                throw new IOException("no " + resource + " on the class path");
            }
            return stream.readAllBytes();
        }
    }
}
