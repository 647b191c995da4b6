package dev.zimage.packages;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(value = OS.LINUX, architectures = "amd64")
class ArchiveTest {

    /// How a Java process ends that was told to stop.
    private static final int TERMINATED = 143;

    private static final Pattern READY = Pattern.compile("is ready on (http://\\S+)");

    private static Path folder;
    private static Path archive;
    private static Path unpacked;

    @BeforeAll
    static void unpack() throws Exception {
        folder = LaidOutProgram.folder("archive");
        archive = LaidOutProgram.packages().archive(folder);
        run(new ProcessBuilder("tar", "xzf", archive.toString()));
        unpacked = folder.resolve("zimage-1.2.3-SNAPSHOT");
    }

    @Test
    void its_entries_are_in_order_and_have_one_time_and_one_owner() throws Exception {
        List<ArchiveContents.Item> items = ArchiveContents.of(archive).items();

        assertThat(archive).hasFileName("zimage-1.2.3-SNAPSHOT-linux-x64.tar.gz");
        assertThat(items)
                .extracting(item -> item.header().getName())
                .isSortedAccordingTo((one, other) ->
                        one.replaceFirst("/$", "").compareTo(other.replaceFirst("/$", "")))
                .allMatch(name -> name.startsWith("zimage-1.2.3-SNAPSHOT/"));
        assertThat(items)
                .extracting(item -> item.header().getLastModifiedTime().toInstant())
                .containsOnly(LaidOutProgram.RELEASE.time());
        assertThat(items).extracting(item -> item.header().getUserName()).containsOnly("root");
    }

    @Test
    void the_same_folder_gives_the_same_bytes() throws Exception {
        FileTree tree =
                new FileTree()
                        .copy("lib", unpacked.resolve("app/lib"), path -> path.contains("jetty"));
        assertThat(tree.entries()).hasSizeGreaterThan(10);
        assertThat(bytes(tree)).isEqualTo(bytes(tree));
    }

    private static byte[] bytes(FileTree tree) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new TarArchive(LaidOutProgram.RELEASE.time(), TarArchive.GOOD_LEVEL)
                .writeCompressed(tree, "", out);
        return out.toByteArray();
    }

    @Test
    void it_has_the_libraries_of_the_build_and_native_code_for_this_system_alone()
            throws Exception {
        List<Path> jars = new Libraries(LaidOutProgram.BUILD).jars();

        assertThat(jars).hasSizeGreaterThan(100);
        for (Path jar : jars) {
            try (ZipFile zip = new ZipFile(unpacked.resolve("app").resolve(jar).toFile())) {
                assertThat(Collections.list(zip.entries()))
                        .as(jar.toString())
                        .extracting(entry -> entry.getName())
                        .noneMatch(name -> name.matches(".*\\.(dll|dylib|jnilib)"))
                        .noneMatch(name -> name.matches(".*(aarch64|musl|FreeBSD).*\\.so"));
            }
        }
        assertThat(unpacked.resolve("app/native/libonnxruntime.so")).exists();
        assertThat(unpacked.resolve("app/native-sqlite/libsqlitejdbc.so")).exists();
    }

    @Test
    void it_has_the_networks_that_the_reader_of_texts_names_and_no_others() throws Exception {
        List<String> networks = new ArrayList<>();
        for (Path jar : new Libraries(LaidOutProgram.BUILD).jars()) {
            try (ZipFile zip = new ZipFile(unpacked.resolve("app").resolve(jar).toFile())) {
                zip.stream()
                        .map(ZipEntry::getName)
                        .filter(name -> name.startsWith("models/") && name.endsWith(".onnx"))
                        .forEach(name -> networks.add(name.replace("models/", "")));
            }
        }
        String reader =
                Files.readString(
                        Checkout.ROOT.resolve("ocr/src/main/java/dev/zimage/ocr/TextReader.java"));
        assertThat(networks)
                .containsExactlyInAnyOrderElementsOf(
                        Pattern.compile("\"([^\"]+\\.onnx)\"")
                                .matcher(reader)
                                .results()
                                .map(name -> name.group(1))
                                .toList());
    }

    @Test
    void it_draws_a_picture_with_its_own_Java_and_its_cache() throws Exception {
        Path picture = folder.resolve("boat.png");

        run(program("generate", "a red boat", "-o", picture.toString(), "--engine", "sketch"));

        assertThat(ImageIO.read(picture.toFile()).getWidth()).isPositive();
        assertThat(run(program("version")))
                .isEqualTo("zimage 1.2.3-SNAPSHOT (commit 0123456789ab, 2026-05-04T03:02:01Z)\n");
    }

    @Test
    void it_serves_until_it_is_told_to_stop() throws Exception {
        Process server = program("serve", "--port", "0").start();
        try (BufferedReader out = server.inputReader();
                HttpClient client = HttpClient.newHttpClient()) {
            URI health = URI.create(address(out) + "/health/ready");
            HttpRequest request = HttpRequest.newBuilder(health).build();
            assertThat(client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
                    .isEqualTo(200);
            server.destroy();
            assertThat(server.waitFor()).isEqualTo(TERMINATED);
        } finally {
            server.destroyForcibly();
        }
    }

    @Test
    void commands_of_a_checkout_are_refused_in_one_line() throws Exception {
        Process refused = program("test").redirectErrorStream(true).start();

        assertThat(new String(refused.getInputStream().readAllBytes(), UTF_8))
                .isEqualTo("zimage: a package has no sources to test\n");
        assertThat(refused.waitFor()).isEqualTo(1);
    }

    private static String address(BufferedReader out) {
        return out.lines()
                .map(READY::matcher)
                .filter(Matcher::find)
                .findFirst()
                .orElseThrow(() -> new AssertionError("the server did not start"))
                .group(1);
    }

    /// The program, which does not start unless its AOT cache fits.
    private static ProcessBuilder program(String... arguments) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(arguments);
        builder.command().addFirst(unpacked.resolve("bin/zimage").toString());
        builder.environment().put("ZIMAGE_JAVA_OPTS", "-XX:AOTMode=on");
        builder.environment().put("ZIMAGE_DATA", folder.resolve("data").toString());
        builder.redirectError(folder.resolve("log").toFile());
        return builder;
    }

    private static String run(ProcessBuilder builder) throws IOException, InterruptedException {
        Process process = builder.directory(folder.toFile()).start();
        String out = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(() -> builder.command() + ": " + log()).isZero();
        return out;
    }

    private static String log() {
        try {
            return Files.readString(folder.resolve("log"));
        } catch (IOException e) {
            return "no log";
        }
    }
}
