package dev.zimage.packages;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// The program with a Java of its own, laid out on the disk: what all packages contain.
///
/// ```
/// bin/zimage       the launcher
/// app/             the program, its libraries, their native code, the AOT cache
/// runtime/         Java
/// release          the version and the commit
/// ```
final class ProgramFolder {

    private static final List<String> DOCUMENTS = List.of("LICENSE", "CHANGELOG.md");

    private final Path checkout;
    private final Path build;
    private final Release release;

    /// @param checkout the folder with the launcher
    /// @param build the folder with the built program and its `lib`
    ProgramFolder(Path checkout, Path build, Release release) {
        this.checkout = checkout;
        this.build = build;
        this.release = release;
    }

    /// Replaces the folder. The AOT cache records the times of the files that it was trained with,
    /// so these are set before.
    void layOut(Path folder) throws IOException, InterruptedException {
        delete(folder);
        Files.createDirectories(folder.resolve("bin"));
        Path launcher = Files.copy(checkout.resolve("zimage"), folder.resolve("bin/zimage"));
        Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwxr-xr-x"));
        for (String document : DOCUMENTS) {
            Files.copy(checkout.resolve(document), folder.resolve(document));
        }
        Files.writeString(folder.resolve("release"), release.description());
        Libraries libraries = new Libraries(build);
        libraries.copyTo(folder.resolve("app"));
        List<Path> jars = libraries.jars().stream().map(folder.resolve("app")::resolve).toList();
        JavaRuntime.link(JavaRuntime.modules(jars), folder.resolve("runtime"));
        setTimes(folder, release.time());
        train(launcher);
        setTimes(folder, release.time());
    }

    private static void train(Path launcher) throws IOException, InterruptedException {
        Process training =
                new ProcessBuilder(launcher.toString(), "train-package")
                        .redirectErrorStream(true)
                        .start();
        training.getOutputStream().close();
        String said = new String(training.getInputStream().readAllBytes(), UTF_8);
        if (training.waitFor() != 0) {
            throw new PackagingFailure(said.strip());
        }
    }

    private static void setTimes(Path folder, Instant time) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(each -> !Files.isSymbolicLink(each)).toList()) {
                Files.setLastModifiedTime(file, FileTime.from(time));
            }
        }
    }

    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
