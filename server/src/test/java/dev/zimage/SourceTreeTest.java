package dev.zimage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What holds for the sources of all modules: names that mean one thing, packages that can be
/// surveyed.
class SourceTreeTest {

    private static final int MOST_FILES = 30;

    /// Fixtures stand beside the tests that use them.
    private static final int MOST_TEST_FILES = 40;

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    @Test
    void no_two_types_share_a_simple_name() {
        Map<String, List<Path>> sharing =
                sources()
                        .collect(
                                Collectors.groupingBy(
                                        SourceTreeTest::typeName,
                                        TreeMap::new,
                                        Collectors.toList()));
        sharing.values().removeIf(files -> files.size() == 1);
        assertThat(sharing).isEmpty();
    }

    @Test
    void no_type_shadows_one_of_java_lang() {
        assertThat(sources().map(SourceTreeTest::typeName).filter(SourceTreeTest::isInJavaLang))
                .isEmpty();
    }

    @Test
    void a_package_with_many_files_says_why_it_has_so_many() {
        Map<Path, Long> sizes =
                sources().collect(Collectors.groupingBy(Path::getParent, Collectors.counting()));
        List<String> silent =
                sizes.entrySet().stream()
                        .filter(each ->
                                each.getValue() > most(each.getKey()) && !hasReason(each.getKey()))
                        .map(each -> ROOT.relativize(each.getKey()) + ": " + each.getValue())
                        .toList();
        assertThat(silent)
                .as("split these, or say in the package-info: more than 30 files because …")
                .isEmpty();
    }

    /// The types of all modules, main and test; `package-info` is none.
    private static Stream<Path> sources() {
        try (Stream<Path> modules = Files.list(ROOT)) {
            return modules
                    .flatMap(module ->
                            Stream.of("main", "test")
                                    .map(kind -> module.resolve("src/" + kind + "/java")))
                    .filter(Files::isDirectory)
                    .toList()
                    .stream()
                    .flatMap(SourceTreeTest::files)
                    .filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.endsWith("package-info.java"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Path> files(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String typeName(Path file) {
        return file.getFileName().toString().replaceFirst("\\.java$", "");
    }

    private static boolean isInJavaLang(String name) {
        try {
            Class.forName("java.lang." + name, false, null);
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    private static int most(Path folder) {
        return folder.toString().contains("/src/test/") ? MOST_TEST_FILES : MOST_FILES;
    }

    private static boolean hasReason(Path folder) {
        try {
            String text = Files.readString(folder.resolve("package-info.java"));
            return text.replaceAll("\\s*///\\s*", " ")
                    .contains("more than " + MOST_FILES + " files because");
        } catch (IOException e) {
            return false;
        }
    }
}
