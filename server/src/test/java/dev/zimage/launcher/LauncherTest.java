package dev.zimage.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.launcher.Sandbox.Outcome;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisabledOnOs(OS.WINDOWS)
class LauncherTest {

    private static final int JAVA = Sandbox.JAVA;
    private static final Pattern HEAP = Pattern.compile("<-Xmx(\\d+)m>");

    @TempDir private Path folder;
    private Sandbox sandbox;

    @BeforeEach
    void setUp() throws IOException {
        sandbox = new Sandbox(folder);
    }

    @Test
    void JAVA_HOME_comes_first() throws Exception {
        sandbox.jdk(".jdks/other", JAVA);
        Path chosen = sandbox.jdk("chosen", JAVA + 1);

        assertThat(sandbox.run(Map.of("JAVA_HOME", chosen.toString()), "doctor").out())
                .startsWith(chosen + "/bin/java\n");
    }

    @Test
    void a_JAVA_HOME_that_is_too_old_is_passed_over() throws Exception {
        Path old = sandbox.jdk("old", 17);
        Path fit = sandbox.jdk(".sdkman/candidates/java/925.0.1-tem", JAVA);

        assertThat(sandbox.run(Map.of("JAVA_HOME", old.toString()), "doctor").out())
                .startsWith(fit + "/bin/java\n");
    }

    @Test
    void a_link_on_the_PATH_leads_to_its_JDK() throws Exception {
        Path linked = sandbox.jdk("linked", JAVA);
        Path bin = Files.createDirectories(sandbox.home.resolve("links"));
        Files.createSymbolicLink(bin.resolve("java"), Path.of("../linked/bin/java"));

        Outcome outcome =
                sandbox.run(
                        Map.of("PATH", bin + ":" + folder.resolve("bin") + ":/usr/bin:/bin"),
                        "doctor");
        assertThat(Path.of(outcome.out().lines().findFirst().orElseThrow()).toRealPath())
                .isEqualTo(linked.resolve("bin/java").toRealPath());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ".sdkman/candidates/java/x",
                ".local/share/mise/installs/java/x",
                ".asdf/installs/java/x",
                ".jabba/jdk/x",
                ".jdks/x",
                ".gradle/jdks/x",
                "Library/Java/JavaVirtualMachines/x/Contents/Home",
            })
    void the_usual_folders_are_searched(String usual) throws Exception {
        Path jdk = sandbox.jdk(usual, JAVA);

        assertThat(sandbox.run("doctor").out()).startsWith(jdk + "/bin/java\n");
    }

    @Test
    void of_several_the_one_closest_to_the_needed_version_is_taken() throws Exception {
        sandbox.jdk(".jdks/a", JAVA + 2);
        Path closest = sandbox.jdk(".jdks/b", JAVA);
        sandbox.jdk(".jdks/c", JAVA + 1);

        assertThat(sandbox.run("doctor").out()).startsWith(closest + "/bin/java\n");
    }

    @Test
    void one_line_says_what_to_install_where_no_JDK_is() throws Exception {
        Outcome outcome = sandbox.run("serve");

        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err().lines()).hasSize(1);
        assertThat(outcome.err()).contains("no JDK " + JAVA + " or newer", "install");
    }

    @Test
    void a_runtime_without_a_compiler_is_named_as_such() throws Exception {
        Path runtime = sandbox.runtime(".jdks/jre", JAVA);

        Outcome outcome = sandbox.run("serve");

        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.err().lines()).hasSize(1);
        assertThat(outcome.err()).contains("in " + runtime + ", a runtime without a compiler");
    }

    @Test
    void help_and_version_need_neither_JDK_nor_build() throws Exception {
        for (String[] command : new String[][] {{}, {"help"}, {"--help"}, {"-h"}}) {
            assertThat(sandbox.run(command).out())
                    .contains("serve", "keys", "accounts", "credits", "ledger", "generate")
                    .contains("doctor", "test", "bench");
        }
        assertThat(sandbox.run("version").out()).isEqualTo("zimage 1.2.3\n");
        assertThat(sandbox.times("builds")).isEmpty();
    }

    @Test
    void stdout_belongs_to_the_program_and_words_stay_whole() throws Exception {
        sandbox.jdk(".jdks/x", JAVA);

        Outcome outcome = sandbox.run("generate", "two  words", "*", "", "-o", "x.jpg");

        assertThat(outcome.out()).doesNotContain("noise", "Building");
        assertThat(outcome.out())
                .endsWith("<generate>\n<two  words>\n<*>\n<>\n<-o>\n<x.jpg>\n")
                .contains("<-Dzimage.home=" + sandbox.clone.toRealPath() + ">");
        assertThat(outcome.err()).contains("Building zimage").doesNotContain("noise");
    }

    /// As after `sudo -u zimage` in a folder of root.
    @Test
    void the_JVM_stays_in_a_folder_that_it_may_not_read() throws Exception {
        sandbox.jdk(".jdks/x", JAVA);

        assertThat(sandbox.run("doctor").out()).contains("<-XX:+PerfDisableSharedMem>\n");
    }

    /// As when `ssh` passes on the locale of another machine.
    @ParameterizedTest
    @CsvSource({"LANG, xx_YY.UTF-8", "LC_CTYPE, UTF-8", "LC_ALL, xx", "LC_TIME, xx_YY"})
    @EnabledOnOs(OS.LINUX)
    void the_JVM_runs_in_UTF_8_whatever_locales_are_installed(String variable, String locale)
            throws Exception {
        sandbox.jdk(".jdks/x", JAVA);

        sandbox.run(Map.of(variable, locale), "doctor");

        assertThat(sandbox.home.resolve("locale")).hasContent("UTF-8\nLC_TIME=\"C.UTF-8\"\n");
    }

    @Test
    void options_for_the_JVM_are_passed_on_and_another_collector_replaces_ours() throws Exception {
        sandbox.jdk(".jdks/x", JAVA);

        Outcome outcome = sandbox.run(Map.of("ZIMAGE_JAVA_OPTS", "-Xmx1g -XX:+UseZGC"), "doctor");

        assertThat(outcome.out()).contains("<-Xmx1g>\n<-XX:+UseZGC>\n");
        assertThat(outcome.out()).doesNotContain("UseParallelGC", "UseSerialGC", "UseG1GC");
    }

    @Test
    void a_compile_threshold_of_the_user_comes_after_ours_and_wins() throws Exception {
        sandbox.jdk(".jdks/x", JAVA);
        String wanted = "-XX:Tier4InvocationThreshold=5000";

        String out = sandbox.run(Map.of("ZIMAGE_JAVA_OPTS", wanted), "doctor").out();

        assertThat(out).containsPattern("(?s)Tier4InvocationThreshold=20000>.*<" + wanted + ">");
    }

    @Test
    void the_heap_is_bounded_and_larger_where_a_model_may_be_used() throws Exception {
        sandbox.jdk(".jdks/x", JAVA);
        long sketching = largestHeap(sandbox.run("doctor"));

        assertThat(largestHeap(sandbox.run("doctor", "--weights", "w"))).isGreaterThan(sketching);
        assertThat(largestHeap(sandbox.run(Map.of("ZIMAGE_ENGINE_WEIGHTS", "w"), "doctor")))
                .isGreaterThan(sketching);
        sandbox.write("data/zimage.properties", "engine.weights = /srv/model\n");
        assertThat(largestHeap(sandbox.run("doctor"))).isGreaterThan(sketching);
        Files.createDirectories(sandbox.home.resolve("other data/models"));
        assertThat(largestHeap(sandbox.run("doctor", "--data", "other data")))
                .isGreaterThan(sketching);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-Xmx1g", "-XX:MaxRAMPercentage=25", "-XX:+UseZGC"})
    void a_heap_or_a_collector_of_the_user_replaces_our_bounds(String option) throws Exception {
        sandbox.jdk(".jdks/x", JAVA);

        String out = sandbox.run(Map.of("ZIMAGE_JAVA_OPTS", option), "doctor").out();

        assertThat(out).contains("<" + option + ">").doesNotContain("<-Xms", "MaxNewSize");
        assertThat(HEAP.matcher(out).find()).isFalse();
    }

    private static long largestHeap(Outcome outcome) {
        Matcher heap = HEAP.matcher(outcome.out());
        assertThat(heap.find()).isTrue();
        return Long.parseLong(heap.group(1));
    }

    @Test
    void it_runs_through_a_link_from_another_folder() throws Exception {
        sandbox.jdk(".jdks/x", JAVA);
        Path link = sandbox.home.resolve("link to zimage");
        Files.createSymbolicLink(link, Path.of("../a clone/zimage"));

        Outcome outcome = Sandbox.outcome(sandbox.start(link, Map.of(), "doctor"));

        assertThat(outcome.status()).isZero();
        assertThat(outcome.out()).endsWith("<doctor>\n");
    }

    @Test
    void the_program_takes_the_place_of_the_launcher() throws Exception {
        sandbox.jdk(".jdks/x", JAVA);

        Process process = sandbox.start(Map.of(), "serve");
        try (BufferedReader out = process.inputReader()) {
            assertThat(out.readLine()).isEqualTo(Long.toString(process.pid()));
            process.toHandle().destroy();
            assertThat(out.readLine()).isEqualTo("stopped");
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void in_a_package_it_runs_the_Java_that_lies_beside_the_program() throws Exception {
        Path installed = sandbox.installed();
        Path launcher = installed.resolve("bin/zimage");

        Outcome outcome = Sandbox.outcome(sandbox.start(launcher, Map.of(), "doctor"));

        assertThat(outcome.out())
                .startsWith(installed.toRealPath() + "/runtime/bin/java\n")
                .contains("<-Dzimage.home=" + installed.toRealPath() + ">")
                .endsWith("<doctor>\n");
        assertThat(sandbox.times("builds")).isEmpty();
        assertThat(Sandbox.outcome(sandbox.start(launcher, Map.of(), "version")).out())
                .isEqualTo("zimage 4.5.6 (commit abc, 2026-01-01T00:00:00Z)\n");
        assertThat(Sandbox.outcome(sandbox.start(launcher, Map.of(), "help")).out())
                .contains("usage: zimage COMMAND", "serve")
                .doesNotContain("./zimage", "bench", "JDK");
    }
}
