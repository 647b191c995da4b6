package dev.zimage.packages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@EnabledOnOs(value = OS.LINUX, architectures = "amd64")
class ContainerImageTest {

    private static final JsonMapper JSON = new JsonMapper();

    private static Path image;
    private static Path folder;
    private static JsonNode manifest;
    private static JsonNode config;

    @BeforeAll
    static void unpack() throws IOException {
        Path parts = LaidOutProgram.folder("image");
        image = image(parts);
        assertThat(image).hasFileName("zimage-1.2.3-SNAPSHOT-linux-x64.oci.tar");
        folder = parts.resolve("unpacked");
        try (TarArchiveInputStream tar = new TarArchiveInputStream(Files.newInputStream(image))) {
            for (TarArchiveEntry each = tar.getNextEntry();
                    each != null;
                    each = tar.getNextEntry()) {
                if (each.isFile()) {
                    Path file = folder.resolve(each.getName());
                    Files.createDirectories(file.getParent());
                    Files.copy(tar, file);
                }
            }
        }
        manifest = JSON.readTree(blob(json("index.json").at("/manifests/0")).toFile());
        config = JSON.readTree(blob(manifest.get("config")).toFile());
    }

    private static Path image(Path parts) throws IOException {
        FileTree base = new FileTree().text("etc/os-release", "ID=none\n");
        return LaidOutProgram.packages().image(base, parts.resolve("work"), parts);
    }

    @Test
    void two_images_of_one_program_have_the_same_bytes() throws IOException {
        Path again = image(LaidOutProgram.folder("image-again"));

        assertThat(FileSums.of(again)).isEqualTo(FileSums.of(image));
    }

    @Test
    void every_part_is_stored_under_its_checksum() throws IOException {
        try (Stream<Path> blobs = Files.list(folder.resolve("blobs/sha256"))) {
            List<Path> files = blobs.toList();
            assertThat(files).hasSize(manifest.get("layers").size() + 2);
            for (Path file : files) {
                assertThat(FileSums.of(file)).isEqualTo(file.getFileName().toString());
            }
        }
        for (JsonNode layer : manifest.get("layers")) {
            assertThat(Files.size(blob(layer))).isEqualTo(layer.get("size").asLong());
        }
        assertThat(json("oci-layout").get("imageLayoutVersion").asString()).isEqualTo("1.0.0");
    }

    @Test
    void the_configuration_names_the_layers_by_their_content() throws IOException {
        JsonNode contents = config.at("/rootfs/diff_ids");
        assertThat(contents.size()).isEqualTo(manifest.get("layers").size());
        for (int i = 0; i < contents.size(); i++) {
            Path tar = Files.createTempFile(folder, "layer", ".tar");
            try (InputStream in = layer(i)) {
                Files.write(tar, in.readAllBytes());
            }
            assertThat("sha256:" + FileSums.of(tar)).isEqualTo(contents.get(i).asString());
        }
    }

    @Test
    void it_runs_as_a_user_without_rights_with_a_volume_and_a_health_check() {
        assertThat(config.get("architecture").asString()).isEqualTo("amd64");
        JsonNode container = config.get("config");
        assertThat(container.get("User").asString()).isEqualTo("10001:10001");
        assertThat(container.at("/Entrypoint/0").asString()).isEqualTo("/opt/zimage/bin/zimage");
        assertThat(container.get("Volumes").has("/var/lib/zimage")).isTrue();
        assertThat(container.at("/Healthcheck/Test/1").asString()).contains("/health/live");
        assertThat(container.get("Labels").get("org.opencontainers.image.revision").asString())
                .isEqualTo("0123456789ab");
    }

    @Test
    void its_layers_have_the_program_once_and_a_folder_that_the_user_may_write()
            throws IOException {
        List<ArchiveContents.Item> items = new ArrayList<>();
        for (int i = 0; i < manifest.get("layers").size(); i++) {
            try (InputStream compressed =
                    Files.newInputStream(blob(manifest.get("layers").get(i)))) {
                items.addAll(ArchiveContents.of(compressed).items());
            }
        }
        assertThat(items.stream().filter(item -> item.header().isFile()))
                .extracting(item -> item.header().getName())
                .doesNotHaveDuplicates()
                .contains(
                        "etc/os-release",
                        "opt/zimage/bin/zimage",
                        "opt/zimage/app/zimage.aot",
                        "opt/zimage/app/native/libonnxruntime.so",
                        "opt/zimage/runtime/bin/java");
        TarArchiveEntry data = new ArchiveContents(items).get("var/lib/zimage/").header();
        assertThat(data.getLongUserId()).isEqualTo(10001);
        assertThat(data.getMode() & 0777).isEqualTo(0700);
    }

    @Test
    void Docker_finds_the_same_layers_in_its_older_manifest() throws IOException {
        JsonNode docker = json("manifest.json").get(0);

        assertThat(docker.at("/RepoTags/0").asString()).isEqualTo("zimage:1.2.3-SNAPSHOT");
        assertThat(folder.resolve(docker.get("Config").asString()))
                .isEqualTo(blob(manifest.get("config")));
        for (int i = 0; i < docker.get("Layers").size(); i++) {
            assertThat(folder.resolve(docker.at("/Layers/" + i).asString()))
                    .isEqualTo(blob(manifest.get("layers").get(i)));
        }
    }

    private static InputStream layer(int number) throws IOException {
        return new GZIPInputStream(Files.newInputStream(blob(manifest.get("layers").get(number))));
    }

    private static JsonNode json(String name) {
        return JSON.readTree(folder.resolve(name).toFile());
    }

    private static Path blob(JsonNode descriptor) {
        String digest = descriptor.get("digest").asString().replace("sha256:", "");
        return folder.resolve("blobs/sha256").resolve(digest);
    }
}
