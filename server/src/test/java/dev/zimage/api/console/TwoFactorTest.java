package dev.zimage.api.console;

import static dev.zimage.api.console.TwoFactorConsole.ANN;
import static dev.zimage.api.console.TwoFactorConsole.PATH;
import static dev.zimage.api.console.TwoFactorConsole.STEP;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.GlobalHistogramBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import dev.zimage.database.Database;
import dev.zimage.people.EmailAddress;
import dev.zimage.people.People;
import dev.zimage.people.Role;
import dev.zimage.server.TestServer.Reply;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Two-factor codes: setting them up, signing in with them, and losing them.
@SuppressWarnings("NullAway.Init") // made by each test
class TwoFactorTest {

    @AutoClose private TwoFactorConsole console;

    @Test
    void the_password_alone_opens_nothing_and_the_code_opens_a_session() {
        console = TwoFactorConsole.withCodes();

        Reply first = console.signIn("");
        assertThat(first.json().path("code_needed").asBoolean()).isTrue();
        assertThat(first.header("Set-Cookie")).isEmpty();

        Reply second = console.signIn(console.app().code());
        assertThat(second.header("Set-Cookie")).contains("zimage_session=");
        assertThat(second.json().path("person").path("email").asString()).isEqualTo(ANN);
    }

    @Test
    void a_code_is_taken_once_and_earlier_ones_no_more() {
        console = TwoFactorConsole.withCodes();
        String earlier = console.app().code();
        console.clock().advance(STEP);
        String code = console.app().code();

        assertThat(console.signIn(code).status()).isEqualTo(200);
        Reply replayed = console.signIn(code);

        assertThat(replayed.status()).isEqualTo(401);
        assertThat(replayed.errorMessage()).contains("used before");
        assertThat(console.signIn(earlier).status()).isEqualTo(401);
        console.clock().advance(STEP);
        assertThat(console.signIn(console.app().code()).status()).isEqualTo(200);
    }

    @Test
    void the_code_that_set_it_up_does_not_sign_in() {
        console = new TwoFactorConsole(Role.OWNER, Map.of());
        console.enrol();

        assertThat(console.confirm("000000").errorCode()).isEqualTo(20003);
        assertThat(console.signIn("").header("Set-Cookie")).isNotEmpty();
        assertThat(console.confirm(console.app().code()).status()).isEqualTo(200);

        assertThat(console.signIn(console.app().code()).status()).isEqualTo(401);
    }

    @Test
    void a_recovery_code_works_once_in_place_of_a_code() {
        console = TwoFactorConsole.withCodes();
        assertThat(console.recoveryCodes()).hasSize(10).doesNotHaveDuplicates();
        String code = console.recoveryCodes().get(3);

        assertThat(
                        console.signIn(code.toUpperCase(java.util.Locale.ROOT).replace("-", " "))
                                .status())
                .isEqualTo(200);
        assertThat(console.signIn(code).status()).isEqualTo(401);

        assertThat(console.ann().read(PATH).path("recovery_codes").asInt()).isEqualTo(9);
        assertThat(console.ann().read("/console/api/sign-ins").path("data").toString())
                .contains("recovery-code")
                .contains("wrong-code");
        assertThat(console.withPassword(PATH + "/recovery-codes").status()).isEqualTo(200);
        assertThat(console.ann().read(PATH).path("recovery_codes").asInt()).isEqualTo(10);
        assertThat(console.signIn(console.recoveryCodes().get(4)).status()).isEqualTo(401);
    }

    @Test
    void the_database_has_no_recovery_code() {
        console = TwoFactorConsole.withCodes();

        try (Database database = console.server().openDatabase()) {
            List<String> kept =
                    database.read(tx ->
                            tx.createQuery("select hash from recovery_codes")
                                    .mapTo(String.class)
                                    .list());
            assertThat(kept).hasSize(10).allMatch(hash -> hash.matches("[0-9a-f]{64}"));
        }
    }

    @Test
    void setting_up_and_giving_up_ask_for_the_password() {
        console = TwoFactorConsole.withCodes();

        Reply refused =
                console.ann().send("POST", PATH + "/remove", "{\"password\":\"not my password\"}");
        assertThat(refused.errorMessage()).startsWith("password");
        assertThat(console.withPassword(PATH).errorMessage()).contains("already");
        assertThat(console.withPassword(PATH + "/remove").status()).isEqualTo(204);

        assertThat(console.signIn("").header("Set-Cookie")).isNotEmpty();
        assertThat(console.ann().read(PATH).toString())
                .isEqualTo("{\"enabled\":false,\"since\":null,\"recovery_codes\":0}");
    }

    @Test
    void the_operator_resets_it_for_who_lost_the_app() {
        console = TwoFactorConsole.withCodes();
        try (Database database = console.server().openDatabase()) {
            People people = People.open(database, console.clock(), new SecureRandom());
            people.twoFactor().remove(people.find(new EmailAddress(ANN)).orElseThrow().id());
        }

        assertThat(console.signIn("").header("Set-Cookie")).isNotEmpty();
        assertThat(console.signIn(console.recoveryCodes().getFirst()).header("Set-Cookie"))
                .isNotEmpty();
    }

    @Test
    void a_link_for_a_new_password_is_no_replacement_for_the_code() {
        console = TwoFactorConsole.withCodes();
        try (Database database = console.server().openDatabase()) {
            String token =
                    People.open(database, console.clock(), new SecureRandom())
                            .reset(new EmailAddress(ANN))
                            .orElseThrow()
                            .link()
                            .token()
                            .reveal();
            Reply set =
                    new Browser(console.server())
                            .send(
                                    "POST",
                                    "/console/api/setup",
                                    Browser.json(
                                            Map.of(
                                                    "token", token,
                                                    "email", ANN,
                                                    "password", Browser.PASSWORD)));
            assertThat(set.header("Set-Cookie")).isEmpty();
            assertThat(set.json().path("code_needed").asBoolean()).isTrue();
        }
        assertThat(console.signIn(console.app().code()).status()).isEqualTo(200);
    }

    @Test
    void operators_may_only_look_until_they_have_codes_where_a_setting_says_so() {
        console =
                new TwoFactorConsole(Role.OPERATOR, Map.of("sign_in.operators_need_codes", "true"));
        JsonNode session = console.ann().read("/console/api/session");
        assertThat(session.path("person").path("role").asString()).isEqualTo("viewer");
        assertThat(session.path("person").path("codes_missing").asBoolean()).isTrue();
        assertThat(console.ann().get("/console/api/admin/queue").errorMessage())
                .contains("two-factor codes")
                .contains("/settings/account");
        assertThat(console.ann().get("/console/api/tasks").status()).isEqualTo(200);

        console.setUp();

        assertThat(console.ann().get("/console/api/admin/queue").status()).isEqualTo(200);
        assertThat(
                        Invitations.member(console.server(), "bob@example.com", "default")
                                .read("/console/api/session")
                                .path("person")
                                .path("codes_missing")
                                .asBoolean())
                .isFalse();
    }

    @Test
    void the_qr_code_reads_as_the_address_that_apps_know() throws Exception {
        console =
                new TwoFactorConsole(
                        Role.OWNER, Map.of("server.public_url", "https://pictures.example"));
        JsonNode enrolment =
                console.ann()
                        .send(
                                "POST",
                                PATH,
                                Browser.json(Map.of("password", Browser.PASSWORD)),
                                "X-Forwarded-Proto",
                                "https")
                        .json();

        String read = read(enrolment.path("qr"));

        assertThat(read).isEqualTo(enrolment.path("uri").asString());
        assertThat(read)
                .isEqualTo(
                        "otpauth://totp/zimage%20pictures.example:ann%40example.com?secret="
                                + enrolment.path("secret").asString()
                                + "&issuer=zimage%20pictures.example");
    }

    /// Draws the path as a browser does, four pixels a module, and reads it with ZXing.
    private static String read(JsonNode qr) throws Exception {
        int scale = 4;
        int side = qr.path("size").asInt() * scale;
        int[] pixels = new int[side * side];
        Arrays.fill(pixels, 0xFFFFFF);
        Matcher modules =
                Pattern.compile("M(\\d+) (\\d+)h1v1h-1z").matcher(qr.path("path").asString());
        while (modules.find()) {
            int left = Integer.parseInt(modules.group(1)) * scale;
            int top = Integer.parseInt(modules.group(2)) * scale;
            for (int y = top; y < top + scale; y++) {
                Arrays.fill(pixels, y * side + left, y * side + left + scale, 0);
            }
        }
        return new QRCodeReader()
                .decode(
                        new BinaryBitmap(
                                new GlobalHistogramBinarizer(
                                        new RGBLuminanceSource(side, side, pixels))),
                        Map.of(DecodeHintType.PURE_BARCODE, true))
                .getText();
    }
}
