package dev.zimage.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.BoundingBox;
import dev.zimage.remote.GpuServer;
import dev.zimage.remote.RemoteInstallation;
import dev.zimage.server.TestServer;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// The console of an installation with a model beside `z-image`.
@SuppressWarnings("NullAway.Init") // made before each test
final class SeveralModelsTest {

    @RegisterExtension static final Chromium CHROMIUM = new Chromium();

    @TempDir private Path folder;

    @AutoClose private final RemoteInstallation remote = new RemoteInstallation();

    private GpuServer gpu;
    private TestServer server;
    private ConsoleDriver console;

    @BeforeEach
    void start() {
        gpu = remote.gpu(GpuServer.start());
        server =
                remote.withCats(
                        gpu,
                        "models.cats.name",
                        "Cats 2",
                        "models.cats.description",
                        "Draws cats.",
                        "models.cats.sizes",
                        "512x512, 672x384",
                        "engine.pixels",
                        "1048576",
                        "models.cats.inputs",
                        "text, image");
        console = new ConsoleDriver(server, CHROMIUM);
    }

    @Test
    void the_card_names_the_words_that_the_sketch_engine_has_no_drawing_of() {
        BrowserSession visit = console.operator(BrowserProfile.DESKTOP).open("/playground");
        visit.draw("a fox");
        visit.sees("“fox” is not drawn: the sketch engine has no drawing of it.");
        visit.link("a fox").first().click();
        visit.sees(visit.heading("Task")).sees("“fox” is not drawn");
        visit.open("/playground").field("Prompt").fill("a mountain");
        visit.button("Generate").click();
        visit.sees(visit.link("a mountain"));
        visit.seesCount(".undrawn", 1);
    }

    @Test
    void a_model_is_chosen_in_the_playground_and_its_price_and_shapes_follow() {
        BrowserSession visit = console.operator(BrowserProfile.DESKTOP).open("/playground");
        visit.sees("1024 × 1024");

        visit.field("Model").selectOption("cats");

        visit.sees("512 × 512").sees("20 credits").seesCount(".shape", 2);
        assertThat(visit.violations()).isEmpty();
        visit.draw("a cat");
        visit.seesPictures(1).sees("9,980 credits");
        assertThat(gpu.orders()).hasSize(1);
        assertThat(visit.problems()).isEmpty();
    }

    @Test
    void a_picture_to_edit_is_chosen_in_the_playground_of_a_model_that_takes_some()
            throws IOException {
        Path file = folder.resolve("red.png");
        ImageIO.write(new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB), "png", file.toFile());
        BrowserSession visit = console.operator(BrowserProfile.DESKTOP).open("/playground");
        visit.sees("1024 × 1024").seesCount(".sources", 0);

        visit.field("Model").selectOption("cats");
        visit.sees("Pictures to edit");
        visit.page().locator(".source-drop input").setInputFiles(file);
        visit.seesCount(".source-list img", 1);
        assertThat(visit.violations()).isEmpty();
        visit.draw("a cat");

        visit.seesPictures(1);
        assertThat(gpu.orders().getLast().path("form").asString()).contains("name=\"image\"");
        assertThat(visit.problems()).isEmpty();
    }

    @Test
    void an_edit_is_drawn_again_with_its_pictures_or_not_at_all() throws IOException {
        Path file = folder.resolve("red.png");
        ImageIO.write(new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB), "png", file.toFile());
        BrowserSession visit = console.operator(BrowserProfile.PHONE).open("/playground");
        visit.sees("1024 × 1024").field("Model").selectOption("cats");
        visit.page().locator(".source-drop input").setInputFiles(file);
        visit.seesCount(".source-list img", 1).field("Prompt").fill("a cat");
        visit.button("Generate").click();
        visit.seesPictures(1);

        visit.button("Another seed").click();
        visit.seesPictures(2);
        assertThat(gpu.orders()).hasSize(2);
        assertThat(gpu.orders().getLast().path("form").asString()).contains("name=\"image\"");

        visit.open("/playground").seesPictures(2);
        visit.sees(visit.text("are not kept. Use its settings").first());
        Locator another = visit.button("Another seed").first();
        assertThat(another.getAttribute("aria-disabled")).isEqualTo("true");
        another.click(new Locator.ClickOptions().setForce(true));
        assertThat(visit.violations()).isEmpty();
        assertThat(visit.overflow()).isZero();
        visit.button("Use settings").first().click();
        visit.sees("The form was filled. Add the pictures to edit");
        assertThat(gpu.orders()).hasSize(2);

        visit.page().locator(".job-prompt a").first().click();
        visit.sees(visit.heading("Task")).link("Open in the playground").click();
        visit.sees("The form was filled. Add the pictures to edit");
        assertThat(visit.problems()).isEmpty();
    }

    @Test
    void the_page_of_a_model_shows_its_pictures_however_many_others_were_drawn_since() {
        server.awaitEnd(
                server.post(
                                "/api/v1/images/generations",
                                "{\"model\":\"cats\",\"prompt\":\"a cat\"}")
                        .json()
                        .path("id")
                        .asString());
        for (int other = 0; other < 8; other++) {
            server.awaitEnd(server.submitted("other " + other));
        }

        BrowserSession visit = console.operator(BrowserProfile.DESKTOP).open("/models/cats");

        visit.sees(visit.heading("Drawn here")).seesCount(".tile", 1);
    }

    @Test
    void each_model_has_a_page_and_a_way_to_the_others() {
        BrowserSession visit = console.operator(BrowserProfile.PHONE).open("/models");
        visit.sees(visit.heading("Download the model"));

        visit.link("Cats 2").click();

        visit.sees(visit.heading("Cats 2")).sees("Draws cats.").sees("$0.02").sees("672 × 384");
        BoundingBox text = visit.text("Draws cats.").boundingBox();
        assertThat(visit.link("Cats 2").boundingBox().y).isGreaterThan(text.y + text.height);
        visit.seesCount("z-model-download", 0);
        visit.sees("Nothing was drawn by this account yet");
        assertThat(visit.violations()).isEmpty();
        assertThat(visit.overflow()).isZero();
        assertThat(visit.untranslated()).isEqualTo(List.of());
    }
}
