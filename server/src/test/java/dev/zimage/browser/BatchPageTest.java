package dev.zimage.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import dev.zimage.server.SharedServer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Batches in the console.
final class BatchPageTest {

    private static final String LINES = "Prompts, one a line, or a CSV table";

    @RegisterExtension static final SharedServer SERVER = new SharedServer();
    @RegisterExtension static final Chromium CHROMIUM = new Chromium();

    private final ConsoleDriver console = new ConsoleDriver(SERVER.get(), CHROMIUM);

    /// A batch whose price is asked for.
    private BrowserSession priced(String account, long credits, BrowserProfile look, String lines) {
        BrowserSession visit = console.member(account, credits, look).open("/batch");
        visit.field(LINES).fill(lines);
        visit.button("Show the price").click();
        return visit;
    }

    @Test
    void a_table_becomes_pictures_after_its_price_was_shown_and_a_zip_with_results()
            throws IOException {
        BrowserSession visit = console.member("sets", 100, BrowserProfile.DESKTOP).open("/batch");
        visit.field(LINES)
                .fill(
                        "\uFEFFPrompt,ratio,seed,metadata.sku\r\n"
                                + "\"a cat, \"\"asleep\"\"\",3:4,7,A-1\r\n"
                                + "a dog\r\n");
        visit.page().locator("[name=seeds][value='2']").check();
        visit.button("Show the price").click();
        visit.sees("4 pictures, 16 credits");
        assertThat(visit.violations()).isEmpty();
        visit.button("Order").click();
        visit.sees("4 of 4 pictures").seesPictures(4);
        assertThat(visit.violations()).isEmpty();
        Download csv = visit.page().waitForDownload(() -> visit.button("Results as CSV").click());
        List<String> lines = Files.readAllLines(csv.path());
        assertThat(lines.get(1))
                .startsWith("1,2,\"a cat, \"\"asleep\"\"\",\"3:4\",7,\"{\"\"sku\"\":\"\"A-1\"\"}\"")
                .contains("\"completed\"");
        assertThat(lines.get(2)).contains(",8,");
        Download zip = visit.page().waitForDownload(() -> visit.button("Pictures as ZIP").click());
        assertThat(entries(zip))
                .hasSize(5)
                .startsWith("0001-a-cat-asleep-7.jpg")
                .endsWith("results.csv");
        visit.open("/batch").sees("4 of 4 pictures").button("New batch").click();
        visit.sees(visit.field(LINES));
    }

    /// Reads all of it, and so checks its sums.
    private static List<String> entries(Download download) throws IOException {
        List<String> names = new ArrayList<>();
        try (InputStream file = Files.newInputStream(download.path());
                ZipInputStream zip = new ZipInputStream(file, StandardCharsets.UTF_8)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                assertThat(zip.readAllBytes()).isNotEmpty();
                names.add(entry.getName());
            }
        }
        return names;
    }

    @Test
    void wrong_lines_are_named_and_a_balance_that_is_too_low_orders_nothing() {
        BrowserSession visit =
                priced("poor", 6, BrowserProfile.PHONE, "prompt,seed\na cat,x\n\"a dog,1");
        visit.sees("Line 2: seed is a whole number").sees("Line 3: a field in quotes");
        visit.field(LINES).fill("a cat\n\na dog");
        visit.button("Show the price").click();
        visit.sees("The balance of 6 credits is too low");
        assertThat(visit.violations()).isEmpty();
        assertThat(visit.overflow()).isLessThanOrEqualTo(0);
    }

    @Test
    void a_batch_survives_a_reload_pauses_and_what_is_cancelled_is_not_paid() {
        BrowserSession visit =
                priced(
                        "long",
                        100,
                        BrowserProfile.DESKTOP,
                        "slow: 1\nslow: 2\nslow: 3\nslow: 4\nslow: 5\nslow: 6");
        visit.button("Order").click();
        visit.seesCount(".tile[data-status=processing]", 4);
        visit.button("Pause").click();
        visit.sees("Paused.");
        visit.open("/batch").sees("Paused.").seesCount(".tile[data-status=processing]", 4);
        SERVER.get().live().letGo(2);
        visit.sees("2 of 6 pictures").seesCount(".tile[data-status=processing]", 2);
        visit.button("Go on").click();
        visit.seesCount(".tile[data-status=processing]", 4);
        visit.button("Cancel the rest").click();
        visit.page().locator("dialog .danger").click();
        visit.sees("6 of 6 pictures").sees(visit.button("New batch")).sees("92");
    }

    @Test
    void an_order_that_is_under_way_when_the_rest_is_cancelled_is_cancelled_too() {
        BrowserSession visit = priced("under-way", 100, BrowserProfile.DESKTOP, "slow: 1");
        visit.sees(visit.button("Order"));
        List<Route> held = new ArrayList<>();
        visit.page().route("**/api/v1/images/generations", held::add);
        visit.button("Order").click();
        visit.page().waitForCondition(() -> !held.isEmpty());
        visit.button("Cancel the rest").click();
        visit.page().locator("dialog .danger").click();
        visit.sees("1 of 1 picture");

        visit.page().waitForResponse("**/cancel", () -> held.getFirst().resume());

        visit.open("/usage").sees("100");
    }

    @Test
    void one_tab_orders_at_a_time_so_that_what_is_cancelled_in_another_is_not_ordered_later() {
        BrowserSession first =
                priced(
                        "tabs",
                        100,
                        BrowserProfile.DESKTOP,
                        "slow: 1\nslow: 2\nslow: 3\nslow: 4\nslow: 5\nslow: 6");
        first.button("Order").click();
        first.seesCount(".tile[data-status=processing]", 4);

        Page second = first.page().context().newPage();
        second.navigate(first.page().url());
        assertThat(second.locator(".tile[data-status=processing]")).hasCount(4);
        first.sees("A batch goes on in another tab.");
        assertThat(first.violations()).isEmpty();
        second.getByText("Cancel the rest").click();
        second.locator("dialog .danger").click();

        assertThat(second.getByText("6 of 6 pictures")).isVisible();
        first.sees("6 of 6 pictures").sees(first.button("New batch")).open("/usage").sees("100");
        second.close();
    }

    @Test
    void cells_that_were_copied_from_a_spreadsheet_are_a_table() {
        BrowserSession visit = console.member("cells", 100, BrowserProfile.DESKTOP).open("/batch");
        visit.field(LINES).fill("prompt\taspect_ratio\tseed\n\"a cat;\tasleep\"\t3:4\tx");
        visit.button("Show the price").click();
        visit.sees("Line 2: seed is a whole number");
        visit.field(LINES).fill("prompt;aspect_ratio;seed\na cat, asleep;3:4;7\na dog;;");
        visit.button("Show the price").click();
        visit.sees("2 pictures, 8 credits").button("Order").click();
        visit.sees("2 of 2 pictures").sees("a cat, asleep").seesPictures(2);
    }
}
