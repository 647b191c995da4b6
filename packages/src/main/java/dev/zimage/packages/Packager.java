package dev.zimage.packages;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/// Makes the packages in a folder, with their checksums. `./zimage package` calls it with the words
/// `name=value`.
public final class Packager {

    /// Beside the program's jar, written by Maven's plugin for CycloneDX.
    private static final String COMPONENTS = "zimage-sbom.json";

    private Packager() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Map<String, String> given =
                Arrays.stream(arguments)
                        .map(argument -> argument.split("=", 2))
                        .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
        Release release =
                new Release(
                        required(given, "version"),
                        required(given, "commit"),
                        Instant.ofEpochSecond(Long.parseLong(required(given, "time"))));
        try {
            pack(
                    release,
                    Path.of(required(given, "checkout")),
                    Path.of(required(given, "build")),
                    Path.of(required(given, "out")));
        } catch (PackagingFailure e) {
            System.err.println("zimage: " + e.getMessage());
            System.exit(1);
        }
    }

    private static void pack(Release release, Path checkout, Path build, Path out)
            throws IOException, InterruptedException {
        ProgramFolder.delete(out);
        Path work = Files.createDirectories(out.resolveSibling("packaging"));
        Files.createDirectories(out);
        Path program = work.resolve(release.name());
        new ProgramFolder(checkout, build, release).layOut(program);
        Packages packages = new Packages(release, program, TarArchive.GOOD_LEVEL);
        packages.archive(out);
        packages.debian(out);
        if (BaseSystem.isAvailable()) {
            packages.image(BaseSystem.fetch(work.resolve("system")), work.resolve("image"), out);
        } else {
            System.err.println("zimage: no image, which is made of Debian's packages: no apt-get");
        }
        ComponentList.write(
                build.resolve(COMPONENTS),
                program.resolve("app/lib"),
                out.resolve(release.name() + ".cdx.json"));
        for (Map.Entry<String, Long> each : FileSums.write(out).entrySet()) {
            System.out.printf("%,d bytes  %s%n", each.getValue(), out.resolve(each.getKey()));
        }
    }

    private static String required(Map<String, String> given, String name) {
        return Objects.requireNonNull(given.get(name), () -> name + "=... is missing");
    }
}
