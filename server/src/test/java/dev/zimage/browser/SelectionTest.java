package dev.zimage.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.KeyboardModifier;
import dev.zimage.server.SharedServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Several pictures of the wall at once.
final class SelectionTest {

    @RegisterExtension static final SharedServer SERVER = new SharedServer();
    @RegisterExtension static final Chromium CHROMIUM = new Chromium();

    private final ConsoleDriver console = new ConsoleDriver(SERVER.get(), CHROMIUM);

    private BrowserSession wall(String account, BrowserProfile look) {
        return console.wall(account, look, 4);
    }

    private static Locator check(BrowserSession visit, int picture) {
        return visit.page().getByLabel("Select: number " + picture);
    }

    private static void chooseFrom(BrowserSession visit, int first, int last) {
        Locator.ClickOptions click = new Locator.ClickOptions().setForce(true);
        check(visit, first).click(click);
        check(visit, last).click(click.setModifiers(List.of(KeyboardModifier.SHIFT)));
    }

    @Test
    void an_archive_has_the_chosen_pictures_under_the_names_of_single_downloads()
            throws IOException {
        BrowserSession visit = wall("archive", BrowserProfile.DESKTOP);
        chooseFrom(visit, 3, 1);
        visit.sees("3 selected");
        assertThat(visit.violations()).isEmpty();
        Download download = visit.page().waitForDownload(() -> visit.button("ZIP").click());
        Path file = download.path();
        try (ZipFile archive = new ZipFile(file.toFile())) {
            assertThat(archive.stream().map(ZipEntry::getName))
                    .hasSize(3)
                    .allMatch(name -> name.matches("number-[123]-\\d+\\.jpg"));
            for (ZipEntry entry : java.util.Collections.list(archive.entries())) {
                assertThat(archive.getInputStream(entry).readAllBytes())
                        .startsWith(0xff, 0xd8, 0xff);
            }
        }
    }

    @Test
    void chosen_pictures_are_deleted_after_a_question() {
        BrowserSession visit = wall("deletion", BrowserProfile.PHONE);
        check(visit, 2).focus();
        visit.page().keyboard().press("Space");
        visit.sees("1 selected");
        assertThat(visit.overflow()).isLessThanOrEqualTo(0);
        chooseFrom(visit, 1, 0);
        visit.sees("3 selected");
        visit.page().locator(".selection-bar .danger").click();
        visit.sees(visit.heading("Delete 3 pictures?"));
        visit.page().locator("dialog .danger").click();
        visit.seesCount(".tile img", 1).seesCount(".selection-bar", 0);
        visit.open("/tasks").seesPictures(1).seesCount(".tile img", 1);
        visit.sees("The picture was deleted.");

        visit.page().locator(".tile-frame input[type=checkbox]").focus();
        visit.page().keyboard().press("Space");
        visit.sees("1 selected");
        visit.page().locator(".selection-bar .danger").click();
        visit.sees(visit.heading("Delete this picture?"));
    }
}
