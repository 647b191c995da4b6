package dev.zimage.packages;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/// The sources that are tested.
final class Checkout {

    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private Checkout() {}

    static String version() throws IOException {
        return Pattern.compile("<version>(.+)</version>")
                .matcher(Files.readString(ROOT.resolve("pom.xml")))
                .results()
                .findFirst()
                .orElseThrow()
                .group(1);
    }
}
