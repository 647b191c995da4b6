package dev.zimage.trial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.browser.BrowserProfile;
import dev.zimage.browser.BrowserSession;
import dev.zimage.browser.Chromium;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// From the link that the first start prints to the first picture, on a fresh installation.
final class FirstVisitTest {

    @RegisterExtension static final Chromium CHROMIUM = new Chromium();

    @Test
    void the_printed_link_leads_to_the_first_picture(@TempDir Path folder) {
        try (InstalledServer installation = new InstalledServer(folder).start()) {
            String link = installation.setupLink();
            assertThat(link).startsWith(installation.url());
            BrowserSession visit =
                    CHROMIUM.visit(installation.url(), BrowserProfile.PHONE).open(link);
            visit.field("E-mail").fill("ada@example.com");
            visit.field("Choose a password").fill("correct horse battery");
            visit.button("Create and sign in").click();
            visit.button("Opening poster").click();
            visit.button("Generate").click();
            visit.seesPictures(1).sees("9,996 credits");
            assertThat(visit.askedElsewhere()).isEmpty();
            assertThat(visit.problems()).isEmpty();
        }
    }
}
