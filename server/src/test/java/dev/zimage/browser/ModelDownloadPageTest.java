package dev.zimage.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.server.SmallHub;
import dev.zimage.server.TestServer;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// The download of the model on the model's page, from a hub that answers when it is told to.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // the fields are set before the first test
final class ModelDownloadPageTest {

    @RegisterExtension static final Chromium CHROMIUM = new Chromium();

    @TempDir static Path folder;

    private SmallHub hub;
    private TestServer server;
    private ConsoleDriver console;

    @BeforeAll
    void start() {
        hub = new SmallHub();
        server = TestServer.startWithEngines(folder, Map.of("hub.url", hub.url()));
        console = new ConsoleDriver(server, CHROMIUM);
    }

    @AfterAll
    void stop() {
        hub.close();
        server.close();
    }

    @Test
    void an_operator_starts_stops_and_resumes_it_and_is_told_what_to_do_then() {
        BrowserSession visit = console.operator(BrowserProfile.PHONE).open("/playground");
        visit.link("Install the model").click();
        visit.sees(visit.heading("Download the model")).sees("33 GB").sees("are free");
        assertThat(visit.violations()).isEmpty();
        assertThat(visit.overflow()).isLessThanOrEqualTo(0);

        hub.wantedToken = "hf_secret";
        visit.button("Download").click();
        visit.sees("The download has failed").sees("hub.token_file");
        assertThat(visit.violations()).isEmpty();
        hub.wantedToken = null;
        hub.hold();
        visit.button("Resume the download").click();
        visit.sees("Downloading …").sees("0 of 9 files");
        visit.open("/models/z-image").sees("Downloading …");
        assertThat(visit.violations()).isEmpty();
        assertThat(visit.overflow()).isLessThanOrEqualTo(0);

        visit.button("Stop").click();
        visit.sees("A part of the model is there");
        visit.button("Resume the download").click();
        visit.sees(visit.button("Stop"));
        hub.release();
        visit.sees("The model is installed. Start the server again");
        assertThat(visit.violations()).isEmpty();

        BrowserSession member = console.member("others", BrowserProfile.DESKTOP);
        member.open("/models/z-image").sees(member.heading("Parameters"));
        assertThat(member.page().locator("z-model-download").innerText()).isBlank();
    }
}
