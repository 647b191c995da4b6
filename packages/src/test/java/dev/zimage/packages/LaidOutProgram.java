package dev.zimage.packages;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.zip.Deflater;

/// The program laid out once for all tests, from the build that Maven has just made.
final class LaidOutProgram {

    static final Release RELEASE =
            new Release("1.2.3-SNAPSHOT", "0123456789ab", Instant.parse("2026-05-04T03:02:01Z"));

    static final Path BUILD = Checkout.ROOT.resolve("server/target/app");

    private static final int FAST = Deflater.NO_COMPRESSION;
    private static final LaidOutProgram ONCE = make();

    private final Path folder;
    private final Packages packages;

    private LaidOutProgram(Path folder, Packages packages) {
        this.folder = folder;
        this.packages = packages;
    }

    static Packages packages() {
        return ONCE.packages;
    }

    /// A folder that is gone at the end of the tests.
    static Path folder(String name) throws IOException {
        return Files.createDirectories(ONCE.folder.resolve(name));
    }

    private static LaidOutProgram make() {
        try {
            Path folder = Files.createTempDirectory("zimage-packages-");
            Runtime.getRuntime()
                    .addShutdownHook(Thread.ofPlatform().unstarted(() -> clear(folder)));
            Path program = folder.resolve(RELEASE.name());
            new ProgramFolder(Checkout.ROOT, BUILD, RELEASE).layOut(program);
            return new LaidOutProgram(folder, new Packages(RELEASE, program, FAST));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void clear(Path folder) {
        try {
            ProgramFolder.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
