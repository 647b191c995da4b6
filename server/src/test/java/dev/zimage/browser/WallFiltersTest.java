package dev.zimage.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Response;
import dev.zimage.people.Role;
import dev.zimage.server.SharedServer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What of the wall is shown, and the stars on it.
final class WallFiltersTest {

    @RegisterExtension static final SharedServer SERVER = new SharedServer();
    @RegisterExtension static final Chromium CHROMIUM = new Chromium();

    private final ConsoleDriver console = new ConsoleDriver(SERVER.get(), CHROMIUM);

    @BeforeAll
    static void three_pictures() {
        for (String order : new String[] {"tall 9:16", "wide 16:9", "square 1:1"}) {
            String[] parts = order.split(" ", -1);
            String id =
                    SERVER.get()
                            .post(
                                    "/api/v1/images/generations",
                                    "{\"model\":\"z-image\",\"prompt\":\"%s\",\"aspect_ratio\":\"%s\"}"
                                            .formatted(parts[0], parts[1]))
                            .json()
                            .path("id")
                            .asString();
            SERVER.get().awaitEnd(id);
        }
    }

    private BrowserSession wall(Role role, BrowserProfile look) {
        return console.signedIn(role, "default", look).open("/tasks").seesPictures(3);
    }

    private static Locator star(BrowserSession visit, String prompt) {
        return visit.page().locator("[aria-label='Favourite: " + prompt + "']");
    }

    private static void onlySees(BrowserSession visit, String prompt) {
        visit.sees(
                visit.page()
                        .locator(
                                ".wall:not(:has(.tile-frame:nth-child(2))) .tile:has-text('"
                                        + prompt
                                        + "')"));
    }

    @Test
    void a_star_set_by_keyboard_is_kept_on_the_server_and_for_its_person_alone() {
        BrowserSession visit = wall(Role.VIEWER, BrowserProfile.DESKTOP);
        star(visit, "wide").focus();
        visit.page().keyboard().press("Enter");
        visit.sees(visit.page().locator("[aria-label='Favourite: wide'][aria-pressed=true]"));
        visit.sees("Added to the favourites");
        assertThat(visit.violations()).isEmpty();

        visit.page().getByLabel("Favourites only").check();
        onlySees(visit, "wide");
        visit.page().reload();
        onlySees(visit, "wide");
        assertThat(visit.page().getByLabel("Favourites only").isChecked()).isTrue();

        visit.page().locator(".tile").click();
        visit.sees(visit.page().locator(".viewer .star[aria-pressed=true]"));
        assertThat(visit.violations()).isEmpty();
        visit.page()
                .waitForResponse(WallFiltersTest::gaveStar, () -> takeStarAndGiveItAgain(visit));
        visit.link("Open the task").click();
        visit.sees(visit.page().locator(".page-head .star[aria-pressed=true]"));

        BrowserSession other = wall(Role.MEMBER, BrowserProfile.PHONE);
        assertThat(star(other, "wide").getAttribute("aria-pressed")).isEqualTo("false");
        assertThat(other.overflow()).isLessThanOrEqualTo(0);
    }

    private static boolean gaveStar(Response response) {
        return response.url().endsWith("/favourite") && response.request().method().equals("PUT");
    }

    private static void takeStarAndGiveItAgain(BrowserSession visit) {
        visit.page().keyboard().press("s");
        visit.sees(visit.page().locator(".viewer .star[aria-pressed=false]"));
        visit.page().keyboard().press("s");
        visit.sees(visit.page().locator(".viewer .star[aria-pressed=true]"));
    }

    @Test
    void filters_are_in_the_address_and_the_way_back_keeps_them() {
        BrowserSession visit = wall(Role.MEMBER, BrowserProfile.DESKTOP);
        visit.page().locator(".filters-further summary").click();
        visit.field("Aspect ratio").selectOption("9:16");
        onlySees(visit, "tall");
        assertThat(visit.page().url()).endsWith("/tasks?aspect_ratio=9%3A16");
        visit.open(visit.page().url().replaceFirst("https?://[^/]+", ""));
        onlySees(visit, "tall");
        visit.sees(visit.field("Aspect ratio"));
        assertThat(visit.violations()).isEmpty();
        visit.page().navigate(visit.page().url().replaceFirst("/tasks.*", "/usage"));
        visit.page().goBack();
        onlySees(visit, "tall");

        visit.field("From (UTC)").fill("2020-01-01");
        visit.field("To (UTC)").fill("2020-01-02");
        visit.sees("Nothing found");
        visit.button("Clear filters").click();
        visit.seesPictures(3);
        assertThat(visit.page().url()).endsWith("/tasks");
        visit.field("Model").selectOption("z-image");
        visit.seesPictures(3);
    }

    @Test
    void on_a_phone_the_filters_leave_room_for_the_pictures() {
        BrowserSession visit = wall(Role.MEMBER, BrowserProfile.PHONE);
        visit.open("/tasks?aspect_ratio=16%3A9");
        onlySees(visit, "wide");

        assertThat(visit.field("Aspect ratio").isVisible()).isFalse();
        visit.sees(visit.page().locator(".filters-further summary:has-text('1')"));
        double top = visit.page().locator(".wall").boundingBox().y;
        assertThat(top).isLessThan(visit.page().viewportSize().height / 2.0);
        assertThat(visit.violations()).isEmpty();
    }
}
