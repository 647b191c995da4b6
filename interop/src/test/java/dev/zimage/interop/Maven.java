package dev.zimage.interop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// The Maven that builds this project, run on another one.
final class Maven {

    private final Path project;
    private final List<String> arguments = new ArrayList<>(List.of("-B", "-ntp", "-q"));

    Maven(Path project) {
        this.project = project;
    }

    /// Lets it fetch from folders alone: what this project's build has fetched, and the libraries
    /// in `published`.
    Maven offline(Path published) throws IOException {
        Path settings = project.resolve("settings.xml");
        Files.writeString(
                settings,
                """
                <settings>
                  <localRepository>%s</localRepository>
                  <mirrors>
                    <mirror><id>fetched</id><mirrorOf>central</mirrorOf><url>%s</url></mirror>
                  </mirrors>
                  <profiles><profile><id>dry-run</id><repositories><repository>
                    <id>dry-run</id><url>%s</url><snapshots><enabled>true</enabled></snapshots>
                  </repository></repositories></profile></profiles>
                  <activeProfiles><activeProfile>dry-run</activeProfile></activeProfiles>
                </settings>
                """
                        .formatted(project.resolve("local"), fetched().toUri(), published.toUri()));
        arguments.addAll(
                List.of("-o", "-Daether.offline.protocols=file", "-s", settings.toString()));
        return this;
    }

    void run(List<String> goals) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(executable()));
        command.addAll(arguments);
        command.addAll(goals);
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(project.toFile()).redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process process = builder.start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(() -> String.join(" ", command) + "\n" + said).isZero();
    }

    private static String executable() {
        String home = System.getProperty("zimage.maven.home");
        return home == null ? "mvn" : Path.of(home, "bin", "mvn").toString();
    }

    private static Path fetched() {
        String repository = System.getProperty("zimage.maven.repository");
        return Path.of(
                Objects.requireNonNullElseGet(
                        repository, () -> System.getProperty("user.home") + "/.m2/repository"));
    }
}
