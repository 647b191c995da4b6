package dev.zimage.interop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// The client library, published into a folder with the command of its page, and a project that has
/// nothing of ours but that folder.
class ClientLibraryTest {

    private static final Path CHECKOUT = Path.of("..").toAbsolutePath().normalize();
    private static final Path PAGE = CHECKOUT.resolve("docs/java-client.md");
    private static final Path EXAMPLE = CHECKOUT.resolve("docs/examples/TenPictures.java");

    private static final Pattern COMMAND = Pattern.compile("(?m)^\\./mvnw (.*) install$");
    private static final Pattern DEPENDENCY = Pattern.compile("(?s)```xml\\n(<dependency>.*?)```");

    @RegisterExtension static final TriedServer SERVER = new TriedServer();

    @TempDir private static Path folder;
    private static Path published;

    @BeforeAll
    static void publish() throws Exception {
        Path sources = folder.resolve("checkout");
        for (String each : List.of("pom.xml", ".mvn", "client/pom.xml", "client/src/main")) {
            copy(CHECKOUT.resolve(each), sources.resolve(each));
        }
        published = folder.resolve("published");
        Maven maven = new Maven(sources);
        maven.run(
                Stream.concat(
                                Stream.of(found(COMMAND).split(" ", -1)),
                                Stream.of(
                                        "deploy",
                                        "-Dmaven.install.skip=true",
                                        "-DaltDeploymentRepository=dry-run::" + published.toUri()))
                        .toList());
    }

    @Test
    void it_has_what_Maven_Central_asks_for() throws Exception {
        try (Stream<Path> files = Files.walk(published)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .filteredOn(name -> name.matches("zimage-client-.*\\.(jar|pom)"))
                    .anyMatch(name -> name.endsWith("-sources.jar"))
                    .anyMatch(name -> name.endsWith("-javadoc.jar"))
                    .hasSize(4);
        }
        assertThat(Files.readString(pom()))
                .contains("<name>", "<description>", "<url>", "<licenses>", "<developers>", "<scm>")
                .contains("<artifactId>jackson-databind</artifactId>")
                .doesNotContain("<parent>", "<profiles>", "zimage-server", "<scope>test", "${");
    }

    @Test
    void a_new_project_draws_with_it() throws Exception {
        Path project = Files.createDirectories(folder.resolve("project"));
        Files.writeString(project.resolve("pom.xml"), newProject());
        copy(EXAMPLE, project.resolve("src/main/java/TenPictures.java"));
        Path classPath = project.resolve("class-path");
        new Maven(project)
                .offline(published)
                .run(
                        List.of(
                                "compile",
                                "dependency:build-classpath",
                                "-Dmdep.outputFile=" + classPath));

        draw(project.resolve("target/classes") + ":" + Files.readString(classPath).strip());

        try (Stream<Path> pictures = Files.list(folder.resolve("pictures"))) {
            assertThat(pictures).hasSize(10);
        }
    }

    private static void draw(String classPath) throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin/java").toString(),
                        "-cp",
                        classPath,
                        "TenPictures",
                        "a red boat",
                        folder.resolve("pictures").toString());
        builder.environment().put("ZIMAGE_URL", SERVER.server().url(""));
        builder.environment().put("ZIMAGE_KEY", SERVER.key());
        Process process = builder.redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }

    /// With the plugins that the build of this project has fetched.
    private static String newProject() throws IOException {
        return """
        <project xmlns="http://maven.apache.org/POM/4.0.0">
          <modelVersion>4.0.0</modelVersion>
          <groupId>com.example</groupId>
          <artifactId>pictures</artifactId>
          <version>1</version>
          <properties>
            <maven.compiler.release>25</maven.compiler.release>
            <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
          </properties>
          <dependencies>%s</dependencies>
          <build><plugins>%s%s%s</plugins></build>
        </project>
        """
                .formatted(
                        found(DEPENDENCY),
                        plugin("maven-resources-plugin"),
                        plugin("maven-compiler-plugin"),
                        plugin("maven-dependency-plugin"));
    }

    private static String plugin(String name) throws IOException {
        Pattern version =
                Pattern.compile(
                        "<artifactId>%s</artifactId>\\s*<version>(.+)</version>".formatted(name));
        return "<plugin><artifactId>%s</artifactId><version>%s</version></plugin>"
                .formatted(name, first(version, CHECKOUT.resolve("pom.xml")));
    }

    private static Path pom() throws IOException {
        try (Stream<Path> files = Files.walk(published)) {
            return files.filter(file -> file.toString().endsWith(".pom")).findFirst().orElseThrow();
        }
    }

    private static String found(Pattern pattern) throws IOException {
        return first(pattern, PAGE);
    }

    private static String first(Pattern pattern, Path file) throws IOException {
        return pattern.matcher(Files.readString(file))
                .results()
                .findFirst()
                .orElseThrow(() -> new AssertionError(file + " has no " + pattern))
                .group(1);
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = to.resolve(from.relativize(file).toString()).normalize();
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        }
    }
}
