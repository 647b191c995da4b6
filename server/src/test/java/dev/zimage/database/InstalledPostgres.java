package dev.zimage.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The programs of an installed PostgreSQL.
///
/// @param folder that has them
record InstalledPostgres(Path folder) {

    private static final Path PACKAGES = Path.of("/usr/lib/postgresql");

    /// Those of the newest version that is installed, or that a property names.
    static Optional<InstalledPostgres> find() {
        String chosen = System.getProperty("zimage.postgres.programs");
        if (chosen != null) {
            return Optional.of(new InstalledPostgres(Path.of(chosen).toAbsolutePath()));
        }
        if (!Files.isDirectory(PACKAGES)) {
            return Optional.empty();
        }
        try (Stream<Path> versions = Files.list(PACKAGES)) {
            return versions.map(version -> version.resolve("bin"))
                    .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
                    .max(Comparator.comparing(Path::toString))
                    .map(InstalledPostgres::new);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Runs one as a user whom the server accepts, and waits for its end.
    ///
    /// @throws IllegalStateException with what it said, when it fails
    void run(Path directory, String program, String... arguments) {
        List<String> command = new ArrayList<>();
        if (System.getProperty("user.name").equals("root")) {
            command.addAll(
                    List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"));
        }
        command.add(folder.resolve(program).toString());
        command.addAll(List.of(arguments));
        try {
            Path output = Files.createTempFile("postgres-", ".out");
            Process process =
                    new ProcessBuilder(command)
                            .directory(directory.toFile())
                            .redirectErrorStream(true)
                            .redirectOutput(output.toFile())
                            .start();
            int code = process.waitFor();
            String said = Files.readString(output);
            Files.delete(output);
            if (code != 0) {
                throw new IllegalStateException(program + " failed: " + said);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
