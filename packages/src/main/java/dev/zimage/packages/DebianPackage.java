package dev.zimage.packages;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.zimage.packages.FileTree.Entry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.apache.commons.compress.archivers.ar.ArArchiveEntry;
import org.apache.commons.compress.archivers.ar.ArArchiveOutputStream;

/// Writes the program as a package for Debian and its relatives: three files in an `ar` archive, of
/// which the last is the tree that is installed.
///
/// @param program the folder that [ProgramFolder] laid out
record DebianPackage(Release release, Path program, TarArchive tar) {

    private static final List<String> SCRIPTS = List.of("postinst", "prerm", "postrm");
    private static final String SETTINGS = "etc/zimage/zimage.properties";
    private static final int PLAIN_FILE = 0100644;

    String fileName() {
        return "zimage_" + release.debianVersion() + "_amd64.deb";
    }

    void write(Path file) throws IOException {
        FileTree installed = installed();
        Path data = Files.createTempFile(file.getParent(), "data", ".tar.gz");
        try (OutputStream out = Files.newOutputStream(file);
                ArArchiveOutputStream ar = new ArArchiveOutputStream(out)) {
            tar.writeCompressed(installed, "./", data);
            add("debian-binary", "2.0\n".getBytes(UTF_8), ar);
            add("control.tar.gz", control(installed), ar);
            ar.putArchiveEntry(header("data.tar.gz", Files.size(data)));
            Files.copy(data, ar);
            ar.closeArchiveEntry();
        } finally {
            Files.delete(data);
        }
    }

    private FileTree installed() throws IOException {
        return new FileTree()
                .copy("usr/lib/zimage", program, path -> !path.equals("LICENSE"))
                .script("usr/bin/zimage", resource("zimage"))
                .text("usr/lib/systemd/system/zimage.service", resource("zimage.service"))
                .text("usr/share/doc/zimage/copyright", resource("copyright"))
                .text(SETTINGS, resource("zimage.properties"));
    }

    private byte[] control(FileTree installed) throws IOException {
        FileTree control =
                new FileTree()
                        .text(
                                "control",
                                resource("control")
                                        .replace("@version@", release.debianVersion())
                                        .replace("@kilobytes@", kilobytes(installed)))
                        .text("conffiles", "/" + SETTINGS + "\n")
                        .text("md5sums", FileSums.md5(installed));
        for (String script : SCRIPTS) {
            control.script(script, resource(script));
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        tar.writeCompressed(control, "./", out);
        return out.toByteArray();
    }

    private static String kilobytes(FileTree installed) throws IOException {
        long kilobytes = 0;
        for (Entry entry : installed.entries().values()) {
            kilobytes +=
                    entry instanceof Entry.Stored stored ? Files.size(stored.content()) / 1024 : 1;
        }
        return Long.toString(kilobytes);
    }

    private void add(String name, byte[] content, ArArchiveOutputStream ar) throws IOException {
        ar.putArchiveEntry(header(name, content.length));
        ar.write(content);
        ar.closeArchiveEntry();
    }

    private ArArchiveEntry header(String name, long size) {
        return new ArArchiveEntry(name, size, 0, 0, PLAIN_FILE, release.time().getEpochSecond());
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = DebianPackage.class.getResourceAsStream("debian/" + name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), UTF_8);
        }
    }
}
