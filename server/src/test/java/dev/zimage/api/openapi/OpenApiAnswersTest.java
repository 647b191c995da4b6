package dev.zimage.api.openapi;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.accounts.AccountId;
import dev.zimage.accounts.Accounts;
import dev.zimage.accounts.ApiKeys;
import dev.zimage.accounts.Mode;
import dev.zimage.accounts.Scope;
import dev.zimage.api.Json;
import dev.zimage.api.console.Invitations;
import dev.zimage.api.openapi.OpenApiDocument.Case;
import dev.zimage.api.openapi.OpenApiDocument.Operation;
import dev.zimage.database.Database;
import dev.zimage.engine.Fault;
import dev.zimage.engine.ImageFormat;
import dev.zimage.engine.Readiness;
import dev.zimage.engine.picture.PictureEncoder;
import dev.zimage.server.DatabaseLock;
import dev.zimage.server.TestServer;
import dev.zimage.server.TestServer.Reply;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Asks real servers for every kind of answer that `openapi.json` promises, and holds each against
/// it.
class OpenApiAnswersTest {

    private static final String ORDER = "/api/v1/images/generations";

    /// What cannot be had from outside: faults of the server where no database is asked.
    private static final Set<Case> OUT_OF_REACH =
            Set.of(
                    new Case("picture", "500", 60099),
                    new Case("pictureHead", "500", 60099),
                    new Case("ready", "500", 60099),
                    new Case("metrics", "500", 60099));

    private final OpenApiDocument document =
            OpenApiDocument.read(operation -> !operation.isOpenAis());
    private final Set<Case> seen = new TreeSet<>();

    @TempDir Path folder;

    @Test
    void every_kind_of_answer_can_be_had_and_is_as_documented() throws Exception {
        try (TestServer server = TestServer.start(folder.resolve("usual"))) {
            orders(server);
            refusedOrders(server);
            failedOrders(server);
            tasks(server);
            pictures(server);
            account(server);
            webhooks(server);
            system(server);
            keys(server);
            lockedDatabase(server);
            faults(server);
        }
        poorAccount();
        fullQueueAndStop();
        requestRate();

        assertThat(minus(seen, document.cases())).as("not documented").isEmpty();
        assertThat(minus(document.cases(), seen)).as("not to be had").isEqualTo(OUT_OF_REACH);
    }

    @Test
    void a_member_or_a_header_that_is_not_documented_is_noticed() {
        assertThat(
                        document.problems(
                                document.schema("Balance"),
                                Json.readObject(
                                        """
                                        {"balance": 1, "currency": "credits"}\
                                        """
                                                .getBytes(UTF_8))))
                .isNotEmpty();
        try (TestServer server = TestServer.start(folder)) {
            Reply balance = server.get("/api/v1/balance");
            assertThat(document.problems("live", balance))
                    .anyMatch(problem -> problem.contains("ratelimit-policy"))
                    .anyMatch(problem -> problem.contains("balance"));
        }
    }

    private static Set<Case> minus(Set<Case> all, Set<Case> some) {
        Set<Case> left = new TreeSet<>(all);
        left.removeAll(some);
        return left;
    }

    private Reply check(String operation, Reply reply) {
        assertThat(document.problems(operation, reply))
                .as("%s, %d: %s", operation, reply.status(), new String(reply.raw().body(), UTF_8))
                .isEmpty();
        seen.add(document.caseOf(operation, reply));
        return reply;
    }

    private void orders(TestServer server) {
        check("submit", server.submit("a boat"));
        check("submit", server.submit("a boat", "Prefer", "wait=30"));
        check("submit", server.submit("a boat", "Idempotency-Key", "one"));
        Reply again = check("submit", server.submit("a boat", "Idempotency-Key", "one"));
        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
        check("submit", server.submit("another", "Idempotency-Key", "one"));
        check("submit", server.post(ORDER + "?dry_run=true", TestServer.body("a boat")));
        Reply waited = check("submit", server.submit("slow: boat", "Prefer", "wait=1"));
        assertThat(waited.header("Retry-After")).isEqualTo("1");
        server.live().letGo(1);
    }

    private void refusedOrders(TestServer server) throws IOException {
        for (String body :
                List.of(
                        "[]",
                        "{\"model\":\"z-image\"}",
                        "{\"model\":\"z-image\",\"prompt\":7}",
                        "{\"model\":\"z-image\",\"prompt\":\"a\",\"promt\":\"a\"}",
                        "{\"model\":\"y-image\",\"prompt\":\"a\"}",
                        TestServer.body("a".repeat(1001)),
                        TestServer.body("a".repeat(70_000)))) {
            check("submit", server.post(ORDER, body));
        }
        check("submit", server.post(ORDER, "a", "Content-Type", "text/plain"));
        server.live().become(new Readiness.Loading(0.5));
        check("submit", server.submit("a boat"));
        check("ready", server.get("/health/ready"));
        server.live().become(new Readiness.Failed(new Fault("broken weights", "pull again")));
        check("submit", server.submit("a boat"));
        check("ready", server.get("/health/ready"));
        server.live().become(new Readiness.Ready());
        try (Database database = server.openDatabase()) {
            Accounts accounts = Accounts.open(database, Clock.systemUTC(), new SecureRandom());
            accounts.setSuspended("default", true);
            check("submit", server.submit("a boat"));
            accounts.setSuspended("default", false);
        }
    }

    private void failedOrders(TestServer server) {
        server.live().breakDown(true);
        check("submit", server.submit("a boat"));
        server.live().breakDown(false);
        try (Database database = server.openDatabase()) {
            database.write(tx -> tx.execute("alter table ledger rename to gone"));
            check("submit", server.submit("a boat"));
            database.write(tx -> tx.execute("alter table gone rename to ledger"));
        }
    }

    private void tasks(TestServer server) throws InterruptedException {
        for (String prompt : List.of("a boat", "fail", "no memory", "crash")) {
            String id = server.submitted(prompt);
            server.awaitEnd(id);
            check("poll", server.get("/api/v1/tasks/" + id));
            check("events", server.get("/api/v1/tasks/" + id + "/events"));
            String end = prompt.equals("a boat") ? "completed" : "failed";
            check(
                    "events",
                    server.send(
                            server.request("/api/v1/tasks/" + id + "/events")
                                    .header("Last-Event-ID", end)));
            check("cancel", server.post("/api/v1/tasks/" + id + "/cancel", ""));
            check("deleteOutput", deletePicture(server, id));
        }
        List<String> slow =
                Stream.of("slow: 1", "slow: 2", "slow: 3").map(server::submitted).toList();
        server.live().awaitStart();
        for (String id : slow) {
            check("poll", server.get("/api/v1/tasks/" + id));
            check("deleteOutput", deletePicture(server, id));
            check("cancel", server.post("/api/v1/tasks/" + id + "/cancel", ""));
        }
        check("poll", server.get("/api/v1/tasks/task_1"));
        check("cancel", server.post("/api/v1/tasks/task_1/cancel", ""));
        check("deleteOutput", deletePicture(server, "task_1"));
        check("events", server.get("/api/v1/tasks/task_1/events"));
        check("events", server.get("/api/v1/tasks/task_1/events?preview=yes"));
        check("events", server.get("/api/v1/tasks/task_1/events?previews=true"));
        check("list", server.get("/api/v1/tasks"));
        check("list", server.get("/api/v1/tasks?limit=0"));
        check("list", server.get("/api/v1/tasks?limits=1"));
    }

    private static Reply deletePicture(TestServer server, String task) {
        return server.send(server.request("/api/v1/tasks/" + task + "/output").DELETE());
    }

    private void pictures(TestServer server) throws IOException {
        for (String format : List.of("jpeg", "png")) {
            String order =
                    """
                    {"model":"z-image","prompt":"a","output_format":"%s","metadata":{"a":"b"}}\
                    """
                            .formatted(format);
            Reply task = check("submit", server.post(ORDER, order, "Prefer", "wait=30"));
            String link = task.json().at("/output/image_urls/0").asString();
            Reply whole = check("picture", server.get(link));
            picture(server, link, whole.header("ETag"));
            deletePictures(server);
            check("picture", server.get(link));
            check("pictureHead", server.send(server.request(link).HEAD()));
        }
    }

    private void picture(TestServer server, String link, String tag) {
        check("picture", server.send(server.request(link).header("Range", "bytes=0-9")));
        check("picture", server.send(server.request(link).header("Range", "bytes=99999999-")));
        check("picture", server.send(server.request(link).header("If-None-Match", tag)));
        check("picture", server.get(link + "0"));
        check("picture", server.get(link + "&expires=1"));
        check("pictureHead", server.send(server.request(link).HEAD()));
        check("pictureHead", server.send(server.request(link).header("If-None-Match", tag).HEAD()));
        check("pictureHead", server.send(server.request(link + "0").HEAD()));
        check("pictureHead", server.send(server.request(link + "&expires=1").HEAD()));
    }

    private static void deletePictures(TestServer server) throws IOException {
        try (Stream<Path> files = Files.walk(server.data().path().resolve("media"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.delete(file);
            }
        }
    }

    private void account(TestServer server) throws IOException {
        check("balance", server.get("/api/v1/balance"));
        check("usage", server.get("/api/v1/usage"));
        check("usage", server.get("/api/v1/usage?from=yesterday"));
        check("usage", server.get("/api/v1/usage?form=2026-11-01"));
        check("verify", picture(server, "image/png", picture(64)));
        check("verify", picture(server, "image/png", picture(8)));
        check("verify", picture(server, "text/plain", picture(64)));
        check("verify", picture(server, "image/png", new byte[0]));
        check("verify", picture(server, "image/png", new byte[(16 << 20) + 1]));
        check("verify", server.post("/api/v1/verify?as=text", "{}"));
        check("models", server.get("/api/v1/models"));
        check("model", server.get("/api/v1/models/z-image"));
        check("model", server.get("/api/v1/models/y-image"));
    }

    private static Reply picture(TestServer server, String type, byte[] file) {
        return server.send(
                server.request("/api/v1/verify")
                        .header("Content-Type", type)
                        .POST(HttpRequest.BodyPublishers.ofByteArray(file)));
    }

    private static byte[] picture(int side) throws IOException {
        return PictureEncoder.encode(
                new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB), ImageFormat.PNG);
    }

    private void webhooks(TestServer server) {
        String hooks = "/api/v1/webhooks";
        Reply made =
                check(
                        "createWebhook",
                        server.post(hooks, "{\"url\":\"https://192.0.0.0.invalid/\"}"));
        String hook = hooks + "/" + made.json().path("id").asString();
        for (String body :
                List.of(
                        "[]",
                        "{}",
                        "{\"url\":\"http://example.com\"}",
                        "{\"url\":\"https://example.com\",\"urls\":1}")) {
            check("createWebhook", server.post(hooks, body));
        }
        check("createWebhook", server.post(hooks, "a", "Content-Type", "text/plain"));
        // The server closes the connection of a body that is too large; a get may be sent again.
        check("createWebhook", server.post(hooks, "{\"url\":\"" + "a".repeat(70_000) + "\"}"));
        check("webhooks", server.get(hooks));
        Reply test = check("testWebhook", server.post(hook + "/test", ""));
        String delivery = hooks + "/deliveries/" + test.json().path("id").asString();
        check("rotateWebhook", server.post(hook + "/rotate", ""));
        check("sendDelivery", server.post(delivery + "/send", ""));
        check("disableWebhook", server.post(hook + "/disable", ""));
        check("testWebhook", server.post(hook + "/test", ""));
        check("sendDelivery", server.post(delivery + "/send", ""));
        check("sendDelivery", server.post(hooks + "/deliveries/msg_1/send", ""));
        check("enableWebhook", server.post(hook + "/enable", ""));
        check("callbackSecret", server.get(hooks + "/secret"));
        check("rotateCallbackSecret", server.post(hooks + "/secret/rotate", ""));
        check("deliveries", server.get(hooks + "/deliveries"));
        check("deliveries", server.get(hooks + "/deliveries?limit=0"));
        check("deliveries", server.get(hooks + "/deliveries?limits=1"));
        check("deleteWebhook", server.send(server.request(hook).DELETE()));
        check("deleteWebhook", server.send(server.request(hook).DELETE()));
        for (String what : List.of("test", "rotate", "enable", "disable")) {
            check(what + "Webhook", server.post(hook + "/" + what, ""));
        }
    }

    private void system(TestServer server) {
        check("live", server.get("/health/live"));
        check("ready", server.get("/health/ready"));
        check("metrics", server.get("/metrics"));
        check("openapi", server.get("/openapi.json"));
        check("balance", server.send(server.request("/api/v1/balance").DELETE()));
        check("balance", server.get("/nowhere"));
        check("balance", server.send(server.request("/").header("X-Long", "a".repeat(20_000))));
    }

    private void keys(TestServer server) {
        String revoked;
        String expired;
        String reader;
        String generator;
        try (Database database = server.openDatabase()) {
            Accounts accounts = Accounts.open(database, Clock.systemUTC(), new SecureRandom());
            var account = accounts.find("default").orElseThrow();
            ApiKeys keys = accounts.keys();
            var first = keys.create(account.id(), "revoked", Mode.LIVE, null);
            keys.revoke(first.key().id());
            revoked = "Bearer " + first.secret().reveal();
            var second = keys.create(account.id(), "expired", Mode.LIVE, Instant.EPOCH);
            expired = "Bearer " + second.secret().reveal();
            reader = limited(keys, account.id(), Scope.READ);
            generator = limited(keys, account.id(), Scope.GENERATE);
        }
        for (Operation operation : document.operations().values()) {
            if (operation.keyed()) {
                probe(server, operation, null);
                probe(server, operation, "Basic abc");
                probe(server, operation, "Bearer rk_live_abc");
                probe(server, operation, revoked);
                probe(server, operation, expired);
                probe(server, operation, "Cookie", "zimage_session=ended");
            }
        }
        foreignPages(server);
        for (String id :
                List.of(
                        "submit",
                        "cancel",
                        "deleteOutput",
                        "createWebhook",
                        "callbackSecret",
                        "rotateCallbackSecret",
                        "sendDelivery",
                        "deleteWebhook",
                        "enableWebhook",
                        "disableWebhook",
                        "rotateWebhook",
                        "testWebhook")) {
            probe(server, operation(id), reader);
        }
        for (String id : List.of("balance", "usage", "verify", "webhooks", "deliveries")) {
            probe(server, operation(id), generator);
        }
    }

    /// A page of another site has the browser send the cookie, and does not know the token.
    private void foreignPages(TestServer server) {
        String cookie = Invitations.member(server, "member@example.com", "default").cookie();
        for (Operation operation : document.operations().values()) {
            if (operation.keyed() && !operation.method().equals("GET")) {
                probe(server, operation, "Cookie", cookie);
            }
        }
    }

    private static String limited(ApiKeys keys, AccountId account, Scope scope) {
        ApiKeys.Terms terms = new ApiKeys.Terms(null, Set.of(scope), null, null);
        return "Bearer "
                + keys.createOnTerms(account, "limited", Mode.LIVE, terms).secret().reveal();
    }

    private Operation operation(String id) {
        return document.operations().values().stream()
                .filter(operation -> operation.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private Reply probe(TestServer server, Operation operation, @Nullable String authorization) {
        return probe(server, operation, "Authorization", authorization);
    }

    private Reply probe(
            TestServer server, Operation operation, String header, @Nullable String value) {
        String path = operation.path().replace("{id}", "task_" + "0".repeat(32));
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(server.url(path)))
                        .method(
                                operation.method(),
                                HttpRequest.BodyPublishers.ofString(TestServer.body("a boat")))
                        .header("Content-Type", "application/json");
        if (value != null) {
            request.header(header, value);
        }
        return check(operation.id(), server.send(request));
    }

    private void lockedDatabase(TestServer server) {
        try (DatabaseLock _ = DatabaseLock.of(server)) {
            check("submit", server.submit("a boat"));
            check("cancel", server.post("/api/v1/tasks/task_" + "0".repeat(32) + "/cancel", ""));
        }
    }

    /// Takes a table away, so that everything that needs it fails. Nothing can be asked after it.
    private void faults(TestServer server) {
        try (Database database = server.openDatabase()) {
            database.write(tx -> tx.execute("alter table accounts rename to gone"));
        }
        for (Operation operation : document.operations().values()) {
            if (operation.keyed()) {
                probe(server, operation, "Bearer " + server.testKey());
            }
        }
    }

    private void poorAccount() {
        Map<String, String> settings = Map.of("price.z-image", "20", "limits.tasks_in_flight", "1");
        try (TestServer server = TestServer.start(folder.resolve("poor"), settings)) {
            check("submit", server.submit("a boat"));
            String free = "Bearer " + server.testKey();
            check("submit", server.submit("slow: boat", "Authorization", free));
            check("submit", server.submit("a boat", "Authorization", free));
        }
    }

    private void fullQueueAndStop() throws InterruptedException {
        Map<String, String> settings = Map.of("queue.capacity", "1", "engine.workers", "1");
        try (TestServer server = TestServer.start(folder.resolve("full"), settings)) {
            check("submit", server.submit("slow: runs"));
            server.live().awaitStart();
            check("submit", server.submit("slow: waits"));
            check("submit", server.submit("has no room"));
            Thread stop = Thread.ofPlatform().start(server::stop);
            Reply ready = check("ready", server.get("/health/ready"));
            while (!ready.json().path("status").asString().equals("stopping")) {
                ready = check("ready", server.get("/health/ready"));
            }
            check("submit", server.submit("comes too late"));
            server.live().letGo(2);
            stop.join();
        }
    }

    private void requestRate() {
        Map<String, String> settings = Map.of("limits.requests_per_minute", "1");
        try (TestServer server = TestServer.start(folder.resolve("slow"), settings)) {
            check("balance", server.get("/api/v1/balance"));
            for (Operation operation : document.operations().values()) {
                if (operation.keyed()) {
                    probe(server, operation, "Bearer " + server.liveKey());
                }
            }
        }
    }
}
