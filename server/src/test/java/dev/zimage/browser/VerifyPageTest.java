package dev.zimage.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.server.SharedServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/// The page that tells of a picture whether it was made here.
final class VerifyPageTest {

    @RegisterExtension static final SharedServer SERVER = new SharedServer();
    @RegisterExtension static final Chromium CHROMIUM = new Chromium();

    @TempDir Path folder;

    static Stream<BrowserProfile> looks() {
        return Stream.of(BrowserProfile.DESKTOP, BrowserProfile.PHONE.inChinese());
    }

    @ParameterizedTest
    @MethodSource("looks")
    void a_picture_of_ours_is_recognised(BrowserProfile look) throws IOException {
        String task = SERVER.get().submitted("a red boat");
        JsonNode ended = SERVER.get().awaitEnd(task);
        String url = ended.path("output").path("image_urls").get(0).asString();
        Path file = folder.resolve("A red boat.jpg");
        Files.write(file, SERVER.get().get(url).raw().body());
        BrowserSession visit = new ConsoleDriver(SERVER.get(), CHROMIUM).operator(look);

        visit.open("/verify");
        visit.page().setInputFiles("input[type=file]", file);
        visit.page().locator(".facts").waitFor();

        assertThat(visit.page().locator(".facts").innerText()).contains(task, "z-image");
        assertThat(visit.violations()).isEmpty();
        assertThat(visit.overflow()).isLessThanOrEqualTo(0);
        assertThat(visit.untranslated()).isEmpty();
    }

    @Test
    void what_is_no_picture_is_refused_with_the_reason() throws IOException {
        Path file = folder.resolve("text.png");
        Files.writeString(file, "hello");
        BrowserSession visit =
                new ConsoleDriver(SERVER.get(), CHROMIUM).operator(BrowserProfile.DESKTOP);

        visit.open("/verify");
        visit.page().setInputFiles("input[type=file]", file);

        visit.page().getByText("no JPEG, PNG or WebP picture").waitFor();
    }
}
