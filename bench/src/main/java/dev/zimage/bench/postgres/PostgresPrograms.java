package dev.zimage.bench.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The programs of an installed PostgreSQL. They refuse to run as root, so then they run as the
/// user `postgres`.
///
/// @param folder where they are
public record PostgresPrograms(Path folder) {

    private static final Path PACKAGES = Path.of("/usr/lib/postgresql");

    /// The newest that is installed as a Debian package.
    public static Optional<PostgresPrograms> installed() {
        if (!Files.isDirectory(PACKAGES)) {
            return Optional.empty();
        }
        try (Stream<Path> versions = Files.list(PACKAGES)) {
            return versions.map(version -> version.resolve("bin"))
                    .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
                    .max(Comparator.comparing(Path::toString))
                    .map(PostgresPrograms::new);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Runs a program to its end.
    ///
    /// @param workFolder which the user `postgres` must be able to enter
    /// @return what it printed
    /// @throws IOException when it fails, with what it printed
    String run(Path workFolder, String program, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        if (System.getProperty("user.name").equals("root")) {
            command.addAll(
                    List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"));
        }
        command.add(folder.resolve(program).toString());
        command.addAll(List.of(arguments));
        Path output = Files.createTempFile(workFolder, "postgres-", ".out");
        Process process =
                new ProcessBuilder(command)
                        .directory(workFolder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
        int code = process.waitFor();
        String said = Files.readString(output);
        Files.delete(output);
        if (code != 0) {
            throw new IOException(program + " failed: " + said);
        }
        return said;
    }
}
