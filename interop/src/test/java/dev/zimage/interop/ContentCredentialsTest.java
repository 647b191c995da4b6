package dev.zimage.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.zimage.server.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The Content Credentials of a server's pictures, read by the reference implementation of C2PA. It
/// is installed below `target` from whatever registry npm is set up for; where that cannot be done
/// the test is skipped and says why.
class ContentCredentialsTest {

    private static final Path SCRIPTS = Path.of("src", "test", "clients", "c2pa").toAbsolutePath();
    private static final Path INSTALLED = Path.of("target", "clients", "c2pa").toAbsolutePath();
    private static final JsonMapper JSON = JsonMapper.shared();

    @TempDir private Path folder;

    @Test
    @Timeout(600)
    void the_reference_implementation_accepts_all_but_the_trust_in_our_certificate()
            throws Exception {
        List<Path> files = new ArrayList<>();
        try (TestServer server = TestServer.start(folder.resolve("data"))) {
            for (String format : List.of("png", "jpeg")) {
                byte[] picture = drawn(server, format);
                files.add(Files.write(folder.resolve("whole." + format), picture));
                picture[picture.length - 100] ^= 1;
                files.add(Files.write(folder.resolve("changed." + format), picture));
            }
        }

        List<JsonNode> found = read(files);

        for (int i = 0; i < files.size(); i += 2) {
            JsonNode whole = found.get(i);
            assertThat(whole.path("validation_state").asString())
                    .as("%s", whole)
                    .isEqualTo("Valid");
            assertThat(codes(whole, "failure")).containsExactly("signingCredential.untrusted");
            assertThat(codes(whole, "success"))
                    .contains(
                            "claimSignature.validated",
                            "claimSignature.insideValidity",
                            "assertion.dataHash.match");
            assertThat(codes(found.get(i + 1), "failure")).contains("assertion.dataHash.mismatch");
        }
        JsonNode manifest = found.getFirst().path("manifests").iterator().next();
        JsonNode action = assertion(manifest, "c2pa.actions.v2").path("actions").path(0);
        assertThat(action.path("action").asString()).isEqualTo("c2pa.created");
        assertThat(action.path("digitalSourceType").asString())
                .isEqualTo("http://cv.iptc.org/newscodes/digitalsourcetype/algorithmicMedia");
        assertThat(assertion(manifest, "dev.zimage.receipt").path("seed").longValue()).isEqualTo(7);
    }

    private static byte[] drawn(TestServer server, String format) {
        String id =
                server.post(
                                "/api/v1/images/generations",
                                """
                                {"model":"z-image","prompt":"a lake","seed":7,"output_format":"%s"}
                                """
                                        .formatted(format))
                        .json()
                        .path("id")
                        .asString();
        JsonNode urls = server.awaitEnd(id).path("output").path("image_urls");
        return server.get(urls.path(0).asString()).raw().body();
    }

    private static List<String> codes(JsonNode report, String kind) {
        return report.path("validation_results").path("activeManifest").path(kind).values().stream()
                .map(each -> each.path("code").asString())
                .toList();
    }

    private static JsonNode assertion(JsonNode manifest, String label) {
        return manifest.path("assertions").values().stream()
                .filter(each -> each.path("label").asString().equals(label))
                .findFirst()
                .orElseThrow()
                .path("data");
    }

    private static List<JsonNode> read(List<Path> files) throws Exception {
        Files.createDirectories(INSTALLED);
        for (String file : List.of("check.mjs", "package.json", "package-lock.json")) {
            Files.copy(
                    SCRIPTS.resolve(file),
                    INSTALLED.resolve(file),
                    StandardCopyOption.REPLACE_EXISTING);
        }
        if (!Files.exists(INSTALLED.resolve("whole"))) {
            String installed = run(List.of("npm", "ci", "--silent", "--prefix", INSTALLED + ""));
            assumeTrue(
                    Files.isDirectory(INSTALLED.resolve("node_modules")),
                    "not tried, for npm could not install: " + installed);
            Files.createFile(INSTALLED.resolve("whole"));
        }
        List<String> command = new ArrayList<>(List.of("node", INSTALLED + "/check.mjs"));
        files.forEach(file -> command.add(file.toString()));
        return run(command).lines().map(JSON::readTree).toList();
    }

    private static String run(List<String> command) throws InterruptedException {
        try {
            Path output = Files.createTempFile("zimage-c2pa-", ".log");
            Process process =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(output.toFile())
                            .start();
            boolean ended = process.waitFor(280, TimeUnit.SECONDS);
            process.destroyForcibly();
            String said = Files.readString(output);
            Files.delete(output);
            return ended ? said : said + "\ntimed out";
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        }
    }
}
