package dev.zimage.packages;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.compress.archivers.ar.ArArchiveEntry;
import org.apache.commons.compress.archivers.ar.ArArchiveInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(value = OS.LINUX, architectures = "amd64")
class DebianPackageTest {

    private static Path file;
    private static ArchiveContents control;
    private static ArchiveContents data;

    @BeforeAll
    static void read() throws IOException {
        file = LaidOutProgram.packages().debian(LaidOutProgram.folder("debian"));
        Map<String, byte[]> members = members(file);
        assertThat(members.keySet())
                .containsExactly("debian-binary", "control.tar.gz", "data.tar.gz");
        assertThat(members.get("debian-binary")).isEqualTo("2.0\n".getBytes(UTF_8));
        control = contents(members, "control.tar.gz");
        data = contents(members, "data.tar.gz");
    }

    @Test
    void the_control_file_says_what_it_is_and_what_it_needs() {
        assertThat(file).hasFileName("zimage_1.2.3~snapshot20260504030201_amd64.deb");
        assertThat(control.get("./control").content().lines())
                .contains(
                        "Package: zimage",
                        "Version: 1.2.3~snapshot20260504030201",
                        "Architecture: amd64")
                .anyMatch(line -> line.matches("Installed-Size: \\d{6}"))
                .anyMatch(line -> line.startsWith("Depends: libc6 (>= 2.28), libstdc++6"))
                .noneMatch(line -> line.matches(".*@[a-z]+@.*"));
    }

    @Test
    void two_packages_of_one_program_have_the_same_bytes() throws IOException {
        Path again = LaidOutProgram.packages().debian(LaidOutProgram.folder("debian-again"));

        assertThat(FileSums.of(again)).isEqualTo(FileSums.of(file));
    }

    @Test
    void the_settings_are_the_operators_and_survive_an_upgrade() {
        assertThat(control.get("./conffiles").content())
                .isEqualTo("/etc/zimage/zimage.properties\n");
        assertThat(data.get("./etc/zimage/zimage.properties").content().lines())
                .isNotEmpty()
                .allMatch(line -> line.isBlank() || line.startsWith("#"));
    }

    /// Variables for the service are a file that the operator makes, so dpkg does not know it.
    @Test
    void a_purge_takes_the_operators_variables_too() {
        assertThat(control.get("./postrm").content())
                .contains("if [ \"$1\" = purge ]", "rm -rf /etc/zimage\n");
    }

    @Test
    void its_scripts_are_correct_shell() throws Exception {
        for (String script : List.of("./postinst", "./prerm", "./postrm", "./usr/bin/zimage")) {
            ArchiveContents.Item item = (script.startsWith("./usr") ? data : control).get(script);
            assertThat(item.header().getMode() & 0777).isEqualTo(0755);
            Process shell = new ProcessBuilder("sh", "-n").start();
            try (var in = shell.outputWriter()) {
                in.write(item.content());
            }
            assertThat(shell.waitFor()).as(script).isZero();
        }
    }

    /// It reads and writes files of that user, and none of the service.
    @Test
    void a_batch_runs_as_the_user_who_orders_it(@TempDir Path folder) throws Exception {
        Path program = folder.resolve("program");
        Files.writeString(program, "#!/bin/sh\necho \"$@\"\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
        String script =
                data.get("./usr/bin/zimage")
                        .content()
                        .replace("/usr/lib/zimage/bin/zimage", program.toString());

        Process shell =
                new ProcessBuilder("sh", "-c", script, "zimage", "batch", "prompts.csv")
                        .redirectErrorStream(true)
                        .start();

        assertThat(new String(shell.getInputStream().readAllBytes(), UTF_8))
                .isEqualTo("batch prompts.csv\n");
        assertThat(shell.waitFor()).isZero();
    }

    @Test
    void the_service_runs_as_a_user_of_its_own_with_few_rights() {
        assertThat(data.get("./usr/lib/systemd/system/zimage.service").content().lines())
                .contains(
                        "User=zimage",
                        "ExecStart=/usr/bin/zimage serve",
                        "StandardOutput=null",
                        "StateDirectory=zimage",
                        "ProtectSystem=strict",
                        "NoNewPrivileges=yes",
                        "CapabilityBoundingSet=");
    }

    @Test
    void it_has_the_program_and_no_copy_of_what_it_depends_on() {
        assertThat(data.names())
                .contains(
                        "./usr/bin/zimage",
                        "./usr/lib/zimage/bin/zimage",
                        "./usr/lib/zimage/app/zimage.aot",
                        "./usr/lib/zimage/runtime/bin/java")
                .noneMatch(name -> name.contains("libstdc++"));
        assertThat(control.get("./md5sums").content().lines())
                .anyMatch(line -> line.matches("[0-9a-f]{32}  usr/lib/zimage/app/zimage.aot"));
    }

    private static ArchiveContents contents(Map<String, byte[]> members, String name)
            throws IOException {
        return ArchiveContents.of(
                new ByteArrayInputStream(members.getOrDefault(name, new byte[0])));
    }

    private static Map<String, byte[]> members(Path file) throws IOException {
        Map<String, byte[]> members = new LinkedHashMap<>();
        try (InputStream in = Files.newInputStream(file);
                ArArchiveInputStream ar = new ArArchiveInputStream(in)) {
            for (ArArchiveEntry each = ar.getNextEntry(); each != null; each = ar.getNextEntry()) {
                members.put(each.getName(), ar.readAllBytes());
            }
        }
        return members;
    }
}
