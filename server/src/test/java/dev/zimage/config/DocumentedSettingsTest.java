package dev.zimage.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every setting that a page or a file of `deploy` names is one of the program's.
class DocumentedSettingsTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private static final Pattern PROPERTIES = Pattern.compile("(?s)```properties\\n(.*?)```");

    private static final Pattern SETTING =
            Pattern.compile("(?m)^ *#?([a-z0-9_-]+(?:\\.[a-z0-9_-]+)+) = ");

    private static final Pattern SET = Pattern.compile("--set ([a-z0-9_]+\\.[a-z0-9_.-]+)=");
    private static final Pattern VARIABLE = Pattern.compile("\\bZIMAGE_[A-Z0-9_]*[A-Z0-9]\\b");

    /// Of the launcher, of clients, of `compose.yaml`, and what Kubernetes sets beside a service.
    private static final List<String> OTHER_VARIABLES =
            List.of(
                    "ZIMAGE_JAVA_OPTS",
                    "ZIMAGE_AOT",
                    "ZIMAGE_DATA",
                    "ZIMAGE_HOME",
                    "ZIMAGE_IMAGE",
                    "ZIMAGE_PORT",
                    "ZIMAGE_SERVICE_HOST",
                    "ZIMAGE_URL",
                    "ZIMAGE_KEY");

    static Stream<Path> pages() throws IOException {
        List<Path> pages = new ArrayList<>(List.of(ROOT.resolve("README.md")));
        for (String folder : List.of("docs", "docs/zh", "deploy", "deploy/helm/zimage")) {
            try (Stream<Path> files = Files.list(ROOT.resolve(folder))) {
                files.filter(Files::isRegularFile)
                        .filter(file -> file.toString().matches(".*\\.(md|yaml)"))
                        .forEach(pages::add);
            }
        }
        return pages.stream().map(ROOT::relativize);
    }

    @ParameterizedTest
    @MethodSource("pages")
    void a_page_names_no_setting_that_does_not_exist(Path page) throws IOException {
        String text = Files.readString(ROOT.resolve(page));
        String blocks =
                String.join(
                        "\n",
                        PROPERTIES.matcher(text).results().map(block -> block.group(1)).toList());
        Stream<String> names =
                Stream.of(SETTING.matcher(blocks), SET.matcher(text))
                        .flatMap(matcher -> matcher.results().map(found -> found.group(1)))
                        .filter(name -> !isValueOfTheChart(page, name));
        assertThat(names)
                .allSatisfy(
                        name -> assertThat(ConfigKeys.DECLARED.named(name)).as(name).isPresent());
    }

    @ParameterizedTest
    @MethodSource("pages")
    void a_page_names_no_variable_that_does_not_exist(Path page) throws IOException {
        assertThat(VARIABLE.matcher(Files.readString(ROOT.resolve(page))).results())
                .map(found -> found.group())
                .filteredOn(name -> !OTHER_VARIABLES.contains(name))
                .allSatisfy(name ->
                        assertThat(ConfigKeys.DECLARED.ofVariable(name, List.of()))
                                .as(name)
                                .isPresent());
    }

    /// Helm has an option of the same name.
    private static boolean isValueOfTheChart(Path page, String name) {
        return page.endsWith("install.md") && name.matches("(image|database|media)\\..*");
    }
}
