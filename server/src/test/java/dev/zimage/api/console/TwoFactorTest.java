package dev.zimage.api.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AutoClose;
import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.GlobalHistogramBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import dev.zimage.database.Database;
import dev.zimage.people.EmailAddress;
import dev.zimage.people.People;
import dev.zimage.people.Role;
import dev.zimage.server.SettableClock;
import dev.zimage.server.TestServer;
import dev.zimage.server.TestServer.Reply;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

@SuppressWarnings("NullAway.Init") // made by each test
class TwoFactorTest {

    private static final String ANN = "ann@example.com";
    private static final String PATH = "/console/api/two-factor";
    private static final Duration STEP = Duration.ofSeconds(30);

    @TempDir Path folder;

    private final SettableClock clock = new SettableClock(Instant.parse("2030-01-31T12:00:00Z"));
    @AutoClose private TestServer server;
    private Browser ann;
    private AuthenticatorApp app;
    private List<String> recoveryCodes;

    private void start(Role role, Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(more);
        settings.put("server.trusted_proxies", "127.0.0.1");
        server = TestServer.start(folder, clock, settings);
        ann = Invitations.signedIn(server, ANN, role, "default");
    }

    private void startWithCodes() {
        start(Role.OWNER, Map.of());
        setUp();
    }

    private void setUp() {
        JsonNode enrolment = withPassword(PATH).json();
        app = new AuthenticatorApp(enrolment.path("secret").asString(), clock);
        JsonNode confirmed = confirm(app.code()).json();
        recoveryCodes =
                confirmed.path("recovery_codes").valueStream().map(JsonNode::asString).toList();
        clock.advance(STEP);
    }

    private Reply confirm(String code) {
        return ann.send("POST", PATH + "/confirm", Browser.json(Map.of("code", code)));
    }

    private Reply withPassword(String path) {
        return ann.send("POST", path, Browser.json(Map.of("password", Browser.PASSWORD)));
    }

    private Reply signIn(String code, String... headers) {
        Map<String, String> body =
                new HashMap<>(Map.of("email", ANN, "password", Browser.PASSWORD));
        if (!code.isEmpty()) {
            body.put("code", code);
        }
        return new Browser(server)
                .send("POST", "/console/api/session", Browser.json(body), headers);
    }

    @Test
    void the_password_alone_opens_nothing_and_the_code_opens_a_session() {
        startWithCodes();

        Reply first = signIn("");
        assertThat(first.json().path("code_needed").asBoolean()).isTrue();
        assertThat(first.header("Set-Cookie")).isEmpty();

        Reply second = signIn(app.code());
        assertThat(second.header("Set-Cookie")).contains("zimage_session=");
        assertThat(second.json().path("person").path("email").asString()).isEqualTo(ANN);
    }

    @Test
    void a_wrong_password_does_not_tell_that_a_code_is_asked_for() {
        startWithCodes();

        assertThat(new Browser(server).signIn(ANN, "not my password").errorMessage())
                .isEqualTo("E-mail or password is wrong");
    }

    @Test
    void a_code_is_taken_once_and_earlier_ones_no_more() {
        startWithCodes();
        String earlier = app.code();
        clock.advance(STEP);
        String code = app.code();

        assertThat(signIn(code).status()).isEqualTo(200);
        Reply replayed = signIn(code);

        assertThat(replayed.status()).isEqualTo(401);
        assertThat(replayed.errorMessage()).contains("used before");
        assertThat(signIn(earlier).status()).isEqualTo(401);
        clock.advance(STEP);
        assertThat(signIn(app.code()).status()).isEqualTo(200);
    }

    @Test
    void the_code_that_set_it_up_does_not_sign_in() {
        start(Role.OWNER, Map.of());
        JsonNode enrolment = withPassword(PATH).json();
        app = new AuthenticatorApp(enrolment.path("secret").asString(), clock);

        assertThat(confirm("000000").errorCode()).isEqualTo(20003);
        assertThat(signIn("").header("Set-Cookie")).isNotEmpty();
        assertThat(confirm(app.code()).status()).isEqualTo(200);

        assertThat(signIn(app.code()).status()).isEqualTo(401);
    }

    @Test
    void a_recovery_code_works_once_in_place_of_a_code() {
        startWithCodes();
        assertThat(recoveryCodes).hasSize(10).doesNotHaveDuplicates();
        String code = recoveryCodes.get(3);

        assertThat(signIn(code.toUpperCase(java.util.Locale.ROOT).replace("-", " ")).status())
                .isEqualTo(200);
        assertThat(signIn(code).status()).isEqualTo(401);

        assertThat(ann.read(PATH).path("recovery_codes").asInt()).isEqualTo(9);
        assertThat(ann.read("/console/api/sign-ins").path("data").toString())
                .contains("recovery-code")
                .contains("wrong-code");
        assertThat(withPassword(PATH + "/recovery-codes").status()).isEqualTo(200);
        assertThat(ann.read(PATH).path("recovery_codes").asInt()).isEqualTo(10);
        assertThat(signIn(recoveryCodes.get(4)).status()).isEqualTo(401);
    }

    @Test
    void the_database_has_no_recovery_code() {
        startWithCodes();

        try (Database database = server.openDatabase()) {
            List<String> kept =
                    database.read(tx ->
                            tx.createQuery("select hash from recovery_codes")
                                    .mapTo(String.class)
                                    .list());
            assertThat(kept).hasSize(10).allMatch(hash -> hash.matches("[0-9a-f]{64}"));
        }
    }

    @Test
    void guesses_at_the_code_are_slowed_down_and_the_password_alone_forgives_none() {
        startWithCodes();
        for (int i = 0; i < 5; i++) {
            assertThat(signIn("00000" + i).status()).isEqualTo(401);
            if (i < 4) {
                assertThat(signIn("").status()).isEqualTo(200);
            }
        }

        Reply refused = signIn(app.code());
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.header("Retry-After")).isEqualTo("10");
    }

    @Test
    void guesses_at_the_code_that_sets_it_up_count_like_wrong_passwords() {
        start(Role.OWNER, Map.of());
        JsonNode enrolment = withPassword(PATH).json();
        app = new AuthenticatorApp(enrolment.path("secret").asString(), clock);
        for (int i = 0; i < 4; i++) {
            assertThat(confirm("00000" + i).errorCode()).isEqualTo(20003);
        }
        assertThat(new Browser(server).signIn(ANN, "not my password").status()).isEqualTo(401);

        Reply refused = confirm(app.code());
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.header("Retry-After")).isEqualTo("10");
        assertThat(new Browser(server).signIn(ANN, Browser.PASSWORD).status()).isEqualTo(429);

        clock.advance(Duration.ofSeconds(10));
        assertThat(confirm(app.code()).status()).isEqualTo(200);
        clock.advance(STEP);
        for (int i = 0; i < 4; i++) {
            assertThat(signIn("00000" + i).status()).isEqualTo(401);
        }
        assertThat(signIn(app.code()).status()).isEqualTo(200);
    }

    @Test
    void a_wrong_code_that_sets_it_up_is_in_the_audit_log() {
        start(Role.OWNER, Map.of());
        withPassword(PATH);

        confirm("000000");

        JsonNode entry =
                ann.read("/console/api/audit?action=two-factor-failed").path("data").path(0);
        assertThat(entry.path("actor").asString()).isEqualTo(ANN);
        assertThat(entry.path("target").asString()).isEqualTo(ANN);
        assertThat(entry.path("address").asString()).isEqualTo("127.0.0.1");
    }

    @Test
    void setting_up_and_giving_up_ask_for_the_password() {
        startWithCodes();

        Reply refused = ann.send("POST", PATH + "/remove", "{\"password\":\"not my password\"}");
        assertThat(refused.errorMessage()).startsWith("password");
        assertThat(withPassword(PATH).errorMessage()).contains("already");
        assertThat(withPassword(PATH + "/remove").status()).isEqualTo(204);

        assertThat(signIn("").header("Set-Cookie")).isNotEmpty();
        assertThat(ann.read(PATH).toString())
                .isEqualTo("{\"enabled\":false,\"since\":null,\"recovery_codes\":0}");
    }

    @Test
    void the_operator_resets_it_for_who_lost_the_app() {
        startWithCodes();
        try (Database database = server.openDatabase()) {
            People people = People.open(database, clock, new SecureRandom());
            people.twoFactor().remove(people.find(new EmailAddress(ANN)).orElseThrow().id());
        }

        assertThat(signIn("").header("Set-Cookie")).isNotEmpty();
        assertThat(signIn(recoveryCodes.getFirst()).header("Set-Cookie")).isNotEmpty();
    }

    @Test
    void a_link_for_a_new_password_is_no_replacement_for_the_code() {
        startWithCodes();
        try (Database database = server.openDatabase()) {
            String token =
                    People.open(database, clock, new SecureRandom())
                            .reset(new EmailAddress(ANN))
                            .orElseThrow()
                            .link()
                            .token()
                            .reveal();
            Reply set =
                    new Browser(server)
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
        assertThat(signIn(app.code()).status()).isEqualTo(200);
    }

    @Test
    void operators_may_only_look_until_they_have_codes_where_a_setting_says_so() {
        start(Role.OPERATOR, Map.of("sign_in.operators_need_codes", "true"));
        JsonNode session = ann.read("/console/api/session");
        assertThat(session.path("person").path("role").asString()).isEqualTo("viewer");
        assertThat(session.path("person").path("codes_missing").asBoolean()).isTrue();
        assertThat(ann.get("/console/api/admin/queue").errorMessage())
                .contains("two-factor codes")
                .contains("/settings/account");
        assertThat(ann.get("/console/api/tasks").status()).isEqualTo(200);

        setUp();

        assertThat(ann.get("/console/api/admin/queue").status()).isEqualTo(200);
        assertThat(
                        Invitations.member(server, "bob@example.com", "default")
                                .read("/console/api/session")
                                .path("person")
                                .path("codes_missing")
                                .asBoolean())
                .isFalse();
    }

    @Test
    void the_qr_code_reads_as_the_address_that_apps_know() throws Exception {
        start(Role.OWNER, Map.of("server.public_url", "https://pictures.example"));
        JsonNode enrolment =
                ann.send(
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
