package dev.zimage.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import dev.zimage.engine.Fault;
import dev.zimage.engine.Readiness;
import dev.zimage.server.SharedServer;
import dev.zimage.server.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The pages beside the playground.
final class MemberPagesTest {

    @RegisterExtension
    static final SharedServer SERVER = new SharedServer(TestServer.WHOLE_PICTURES);

    @RegisterExtension static final Chromium CHROMIUM = new Chromium();

    private final ConsoleDriver console = new ConsoleDriver(SERVER.get(), CHROMIUM);

    @Test
    void a_key_is_made_shown_once_used_and_revoked() {
        BrowserSession visit = console.operator(BrowserProfile.DESKTOP).open("/settings/apikeys");
        visit.button("New key").click();
        visit.field("Name").fill("web shop");
        visit.page().locator("dialog").getByText("New key").last().click();
        visit.sees("Copy it now.");
        String key = visit.field("Text to copy").inputValue();
        assertThat(key).matches("rk_live_\\w{40}");
        visit.button("Done").click();
        visit.seesCount("dialog[open]", 0).sees(visit.button("Revoke web shop"));
        assertThat(visit.page().content()).doesNotContain(key);
        assertThat(
                        SERVER.get()
                                .send(
                                        SERVER.get()
                                                .request("/api/v1/balance")
                                                .setHeader("Authorization", "Bearer " + key))
                                .status())
                .isEqualTo(200);
        visit.button("Change web shop").click();
        visit.field("Credits a day").fill("40");
        assertThat(visit.violations()).isEmpty();
        visit.button("Save").click();
        visit.sees("The key was changed.").sees("today 0 of 40");
        visit.button("Revoke web shop").click();
        visit.page().locator("dialog .danger").click();
        visit.sees("The key was revoked.").sees("revoked");
    }

    @Test
    void tasks_are_filtered_go_on_as_one_scrolls_and_show_everything() {
        BrowserSession visit =
                console.member("painters", 1_000, BrowserProfile.DESKTOP)
                        .open("/tasks")
                        .sees("No pictures yet");
        visit.open("/playground");
        for (String prompt : new String[] {"fail: a task", "one boat", "one house"}) {
            visit.draw(prompt);
            visit.sees(visit.link(prompt));
        }
        visit.seesPictures(2);
        visit.open("/tasks").seesPictures(2);
        visit.field("Search in prompts").fill("boat");
        visit.seesCount(".tile", 1);
        visit.page().waitForURL("**text=boat**");
        visit.field("Search in prompts").fill("");
        visit.field("Status").selectOption("failed");
        visit.seesCount(".tile", 1);
        visit.page().locator(".tile").click();
        visit.sees(visit.heading("Why it failed")).sees("Refund").sees("Error 80001 in the docs");
        visit.link("Open in the playground").click();
        visit.sees(visit.button("Generate"));
        assertThat(visit.field("Prompt").inputValue()).isEqualTo("fail: a task");
        visit.page().goBack();
        visit.link("Error 80001 in the docs").click();
        visit.sees(visit.page().locator("tr.marked").getByText("the generation failed"));
    }

    @Test
    void a_task_that_ends_while_one_looks_at_the_wall_shows_its_picture() {
        BrowserSession visit =
                console.member("watchers", 100, BrowserProfile.DESKTOP).open("/playground");
        visit.draw("slow: a picture to wait for");
        visit.sees(visit.link("slow: a picture to wait for")).open("/tasks");
        visit.seesCount(".tile[data-status=processing]", 1);
        SERVER.get().live().letGo(1);
        visit.seesPictures(1);
    }

    @Test
    void a_long_list_loads_its_next_pages() {
        BrowserSession visit =
                console.member("many", 1_000, BrowserProfile.PHONE).open("/playground").order(35);
        visit.open("/tasks");
        visit.page().locator(".tile").first().waitFor();
        visit.page().evaluate("scrollTo(0, document.body.scrollHeight)");
        visit.seesCount(".tile", 35);
    }

    @Test
    void a_list_goes_on_by_itself_while_its_end_is_in_sight() {
        BrowserSession visit =
                console.member("posters", 1_000, BrowserProfile.DESKTOP)
                        .open("/playground")
                        .order(65);
        visit.page().setViewportSize(1440, 6_000);

        visit.open("/tasks").seesCount(".tile", 65);
    }

    @Test
    void usage_shows_the_ledger_and_gives_it_as_csv() throws IOException {
        BrowserSession visit =
                console.member("bookkeeping", 500, BrowserProfile.DESKTOP)
                        .open("/usage")
                        .sees("+500");
        visit.order(1).open("/usage").sees(visit.link("number 0")).sees("task_");
        visit.field("Kind").selectOption("grant");
        visit.sees("+500").seesCount("[aria-label=Ledger] tbody tr", 1);
        Download csv = visit.page().waitForDownload(() -> visit.link("CSV").click());
        assertThat(Files.readString(csv.path())).contains("grant", "500");
    }

    @Test
    void the_password_is_changed_and_a_wrong_one_is_named() {
        BrowserSession visit = console.operator(BrowserProfile.DESKTOP).open("/settings/account");
        visit.field("Current password").fill("not the password");
        visit.field("New password").fill("another long password");
        visit.button("Change password").click();
        visit.sees(visit.page().locator("[role=alert]"));
        visit.field("Current password").fill(BrowserSession.PASSWORD);
        visit.field("New password").fill("another long password");
        visit.button("Change password").click();
        visit.sees("The password was changed.");
        visit.open("/playground").sees(visit.button("Generate"));
    }

    @Test
    void an_operator_makes_an_account_pays_it_and_invites() {
        BrowserSession visit = console.operator(BrowserProfile.DESKTOP).open("/admin/accounts");
        visit.button("New account").click();
        visit.field("Name").fill("design-team");
        visit.page().locator("dialog .primary").click();
        visit.button("Manage design-team").click();
        visit.button("Grant credits").click();
        visit.field("Credits").fill("250");
        visit.page().locator("dialog .primary").dblclick();
        Locator row =
                visit.page().locator("tr", new Page.LocatorOptions().setHasText("design-team"));
        visit.sees(row.getByText("250"));
        visit.button("Manage design-team").click();
        visit.button("Invite").click();
        visit.field("E-mail").fill("lin@example.com");
        visit.page().locator("dialog .primary").click();
        visit.sees(visit.heading("Invitation"));
        String link = visit.field("Text to copy").inputValue();
        visit.button("Done").click();
        visit.button("Manage design-team").click();
        visit.sees("lin@example.com").button("Suspend").click();
        visit.page().locator("dialog .danger").click();
        visit.sees(row.getByText("suspended")).link("design-team").click();
        visit.sees(visit.heading("Ledger")).sees("+250");
        assertThat(visit.violations()).isEmpty();
        BrowserSession guest = console.visitor(BrowserProfile.PHONE);
        guest.open(link.substring(link.indexOf("/setup")));
        assertThat(guest.field("E-mail").inputValue()).isEqualTo("lin@example.com");
    }

    @Test
    void the_queue_shows_what_is_being_drawn() {
        String task = SERVER.get().submitted("slow: for the queue");
        BrowserSession visit =
                console.operator(BrowserProfile.DESKTOP)
                        .open("/admin/queue")
                        .sees(task)
                        .sees("default");
        SERVER.get().live().letGo(1);
        visit.sees("Nothing is being drawn.");
    }

    @Test
    void the_docs_are_read_searched_and_have_the_own_address() {
        BrowserSession visit = console.operator(BrowserProfile.DESKTOP).open("/docs/api");
        visit.sees(visit.heading("API reference"));
        assertThat(visit.page().locator("article").textContent())
                .contains(SERVER.get().url(""))
                .doesNotContain("http://127.0.0.1:8080");
        visit.field("Search the docs").fill("idempotency key");
        visit.page().locator(".hits a").first().click();
        visit.sees(visit.page().locator("article"));
        visit.field("Search the docs").fill("webhok");
        visit.sees(visit.page().locator(".hits").getByText("Webhooks"));
        visit.field("Search the docs").fill("how do I rotate a key?");
        visit.sees(visit.page().locator(".hits a"));
        visit.open("/docs/nothing").sees("There is no such page in the docs.");
    }

    @Test
    void the_docs_begin_with_the_quick_start_in_the_language_of_ones_program() {
        BrowserSession visit = console.operator(BrowserProfile.DESKTOP).open("/docs");
        visit.sees(visit.heading("Quick start"));
        Locator tabs = visit.page().locator("article [role=tab][aria-selected=true]");
        assertThat(tabs.allTextContents())
                .isNotEmpty()
                .allMatch(label -> label.strip().equals("curl"));
        visit.page().locator("article").getByText("Python").first().click();
        assertThat(tabs.allTextContents())
                .hasSize(2)
                .allMatch(label -> label.strip().equals("Python"));
        visit.sees("import requests").sees("time.sleep(1)");
        visit.open("/docs/quick-start").sees("import requests");
        String article = visit.page().locator("article").textContent();
        assertThat(article)
                .contains("ZIMAGE_URL=" + SERVER.get().url(""), "ZIMAGE_KEY=rk_live_...")
                .doesNotContainPattern("rk_(live|test)_\\w");
        visit.page().locator(".docs-after").click();
        visit.sees(visit.heading("Installation"));
    }

    @Test
    void the_docs_are_in_chinese_where_they_are_translated() {
        BrowserSession visit =
                console.operator(BrowserProfile.DESKTOP.inChinese())
                        .open("/docs/z-image#idempotency");
        visit.sees(visit.heading("幂等"));
        PlaywrightAssertions.assertThat(visit.heading("幂等"))
                .isInViewport(new LocatorAssertions.IsInViewportOptions().setTimeout(90_000));
        Locator article = visit.page().locator("article");
        assertThat(article.getAttribute("lang")).isEqualTo("zh");
        visit.field("搜索文档").fill("取消任务");
        visit.sees(visit.page().locator(".hits").getByText("POST /api/v1/tasks/{id}/cancel"));
        visit.open("/docs/dependencies").sees("本页暂无中文译文");
        assertThat(article.getAttribute("lang")).isEqualTo("en");
        visit.open("/docs/tasks").sees(visit.heading("任务"));
        visit.field("语言").selectOption("en");
        visit.sees(visit.page().locator("article[lang=en]"));
        visit.sees(visit.heading("Tasks"));
    }

    @Test
    void a_model_that_cannot_be_loaded_says_why_and_whether_that_may_pass() {
        Fault fault = new Fault("the weights are a web page", "run zimage pull");
        SERVER.get().live().become(new Readiness.Failed(fault));
        try {
            BrowserSession visit = console.operator(BrowserProfile.DESKTOP);
            visit.open("/models/z-image").sees(fault.text()).sees("start the server again");
            visit.open("/admin/queue").sees(fault.text()).sees("start the server again");
            visit.open("/playground").sees(fault.reason());
            SERVER.get().live().become(new Readiness.Retrying(fault, Duration.ofSeconds(8)));
            visit.open("/models/z-image").sees(fault.text()).sees("It tries again by itself.");
        } finally {
            SERVER.get().live().become(new Readiness.Ready());
        }
    }

    @Test
    void a_model_page_shows_price_engine_sizes_and_pictures() {
        SERVER.get().awaitEnd(SERVER.get().submitted("for the model page"));
        console.operator(BrowserProfile.DESKTOP)
                .open("/models/z-image")
                .sees("4 credits")
                .sees("stripes")
                .sees("1280 × 720")
                .seesPictures(1);
    }
}
