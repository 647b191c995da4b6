package dev.zimage.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.launcher.Sandbox.Outcome;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
class LauncherBuildTest {

    private static final Map<String, String> TRAINED = Map.of("ZIMAGE_AOT", "on");

    @TempDir private Path folder;
    private Sandbox sandbox;

    @BeforeEach
    void setUp() throws IOException {
        sandbox = new Sandbox(folder);
        sandbox.jdk(".jdks/x", Sandbox.JAVA);
    }

    @Test
    void it_builds_once_and_again_only_after_a_change() throws Exception {
        sandbox.run("doctor");
        assertThat(sandbox.run("doctor").err()).isEmpty();
        assertThat(sandbox.times("builds")).hasSize(1);

        sandbox.write("engine/src/main/java/Engine.java", "changed");
        assertThat(sandbox.run("doctor").err()).contains("sources changed");
        sandbox.run("doctor");
        assertThat(sandbox.times("builds")).hasSize(2);
    }

    @Test
    void a_build_shows_the_modules_that_it_comes_to_each_once() throws Exception {
        sandbox.flag("slow");
        assertThat(sandbox.run("doctor").err())
                .isEqualTo(
                        """
                        Building zimage (first start, a minute or two) ...
                          2 of 3: engine
                          3 of 3: server
                        """);
    }

    @Test
    void a_new_a_deleted_and_a_renamed_file_are_changes() throws Exception {
        sandbox.run("doctor");
        Path added = sandbox.write("server/src/main/resources/fonts/sans.ttf", "");
        sandbox.run("doctor");
        Path renamed = Files.move(added, added.resolveSibling("serif.ttf"));
        sandbox.run("doctor");
        Files.delete(renamed);
        sandbox.run("doctor");
        sandbox.write("pom.xml", "");
        sandbox.run("doctor");

        assertThat(sandbox.times("builds")).hasSize(5);
    }

    @Test
    void tests_and_documents_are_no_sources_of_the_program() throws Exception {
        sandbox.run("doctor");
        sandbox.write("server/src/test/java/SomeTest.java", "");
        sandbox.write("docs/api.md", "");
        sandbox.run("doctor");

        assertThat(sandbox.times("builds")).hasSize(1);
    }

    @Test
    void a_failed_build_shows_its_errors_and_is_tried_again() throws Exception {
        sandbox.run("doctor");
        sandbox.write("engine/src/main/java/Engine.java", "changed");
        sandbox.flag("broken");

        Outcome failed = sandbox.run("doctor");
        assertThat(failed.status()).isEqualTo(1);
        assertThat(failed.out()).isEmpty();
        assertThat(failed.err())
                .contains("a semicolon is missing", "build.log")
                .doesNotContain("noise");

        Files.delete(sandbox.home.resolve("broken"));
        assertThat(sandbox.run("doctor").status()).isZero();
        assertThat(sandbox.times("builds")).hasSize(3);
    }

    @Test
    void two_starts_at_once_build_once() throws Exception {
        sandbox.flag("slow");

        List<Process> starts =
                List.of(sandbox.start(Map.of(), "doctor"), sandbox.start(Map.of(), "doctor"));
        for (Process start : starts) {
            assertThat(Sandbox.outcome(start).out()).endsWith("<doctor>\n");
        }
        assertThat(sandbox.times("builds")).hasSize(1);
    }

    @Test
    void the_lock_of_a_build_that_died_is_no_hindrance() throws Exception {
        Process dead = new ProcessBuilder("true").start();
        dead.waitFor();
        sandbox.write("target/launch/lock/owner", dead.pid() + "\n/bin/sh ./zimage serve\n");

        assertThat(sandbox.run("doctor").status()).isZero();
        assertThat(sandbox.clone.resolve("target/launch/lock")).doesNotExist();
    }

    @Test
    void a_build_that_is_stopped_leaves_no_lock_and_no_half_program() throws Exception {
        sandbox.flag("slow");
        Process start = sandbox.start(Map.of(), "doctor");
        try (BufferedReader err = start.errorReader()) {
            assertThat(err.readLine()).contains("Building");
        }
        start.destroy();

        assertThat(start.waitFor()).isEqualTo(143);
        assertThat(sandbox.clone.resolve("target/launch/lock")).doesNotExist();
        assertThat(sandbox.clone.resolve("target/launch/server")).doesNotExist();
    }

    @Test
    void a_running_program_keeps_its_files_until_it_ends() throws Exception {
        Process running = sandbox.start(Map.of(), "serve");
        try (BufferedReader out = running.inputReader()) {
            out.readLine();
            sandbox.write("engine/src/main/java/Engine.java", "changed");
            sandbox.run("doctor");
            assertThat(programs()).isEqualTo(2);
        } finally {
            running.destroyForcibly().waitFor();
        }
        sandbox.write("engine/src/main/java/Engine.java", "changed again");
        sandbox.run("doctor");
        assertThat(programs()).isEqualTo(1);
    }

    @Test
    void the_wrapper_fetches_Maven_where_the_installed_one_is_too_old() throws Exception {
        sandbox.maven("3.6.3");

        assertThat(sandbox.run("doctor").status()).isZero();
        assertThat(sandbox.times("builds")).containsExactly("mvnw");
    }

    @Test
    void the_cache_is_trained_once_for_each_build_and_JDK() throws Exception {
        sandbox.run(TRAINED, "doctor");
        assertThat(sandbox.run(TRAINED, "doctor").out()).contains("<-XX:AOTCache=");
        assertThat(sandbox.times("trainings")).hasSize(1);

        Path other = sandbox.jdk("other", Sandbox.JAVA + 1);
        Map<String, String> switched = Map.of("ZIMAGE_AOT", "on", "JAVA_HOME", other.toString());
        sandbox.run(switched, "doctor");
        sandbox.run(switched, "doctor");
        assertThat(sandbox.times("trainings")).hasSize(2);
        assertThat(sandbox.times("builds")).hasSize(1);
    }

    @Test
    void the_benchmarks_are_a_program_of_their_own() throws Exception {
        assertThat(sandbox.run("bench").err()).contains("no benchmarks");

        sandbox.write("bench/pom.xml", "");
        sandbox.run("bench", "submit");
        Outcome again = sandbox.run("bench", "submit");

        assertThat(again.out()).contains("zimage-bench.jar").endsWith("Benchmarks>\n<submit>\n");
        assertThat(again.err()).isEmpty();
        assertThat(sandbox.times("builds")).hasSize(1);
    }

    @Test
    void without_a_cache_the_program_starts_all_the_same() throws Exception {
        sandbox.flag("untrainable");

        Outcome first = sandbox.run(TRAINED, "doctor");
        assertThat(first.status()).isZero();
        assertThat(first.out()).endsWith("<doctor>\n").doesNotContain("AOTCache");
        assertThat(first.err()).contains("no AOT cache");
        assertThat(sandbox.run(TRAINED, "doctor").err()).isEmpty();
    }

    @Test
    void tests_run_with_the_JDK_found_and_end_with_their_totals() throws Exception {
        Path old = sandbox.write("server/target/surefire-reports/TEST-old.xml", suite(99, 0, 0));
        Files.setLastModifiedTime(old, FileTime.fromMillis(0));
        sandbox.write("report.xml", suite(7, 1, 2));
        sandbox.maven("3.6.3");
        sandbox.write(
                "mvnw",
                """
                mkdir -p engine/target/surefire-reports
                cp report.xml engine/target/surefire-reports/TEST-a.xml
                cp report.xml engine/target/surefire-reports/TEST-b.xml
                echo "$JAVA_HOME $*"
                exit 1
                """);

        Outcome outcome = sandbox.run("test", "-Dtest=Some");

        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.out().lines())
                .containsExactly(
                        sandbox.home.resolve(".jdks/x") + " -B -ntp verify -Dtest=Some -T 1C",
                        "",
                        "8 passed, 2 failed, 4 skipped");
    }

    private static String suite(int tests, int failures, int skipped) {
        return """
        <?xml version="1.0" encoding="UTF-8"?>
        <testsuite xmlns:xsi="x" version="3.0" name="a.Test" time="0.04" tests="%d"
                   errors="0" skipped="%d" failures="%d">
          <properties/>
          <testcase name="tests=&quot;5&quot;" classname="a.Test"/>
        </testsuite>
        """
                .formatted(tests, skipped, failures);
    }

    private long programs() throws IOException {
        try (Stream<Path> found = Files.list(sandbox.clone.resolve("target/launch"))) {
            return found.filter(Files::isDirectory).count();
        }
    }
}
