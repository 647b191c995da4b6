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
import dev.zimage.server.DatabaseLock;
import dev.zimage.server.TestServer;
import dev.zimage.server.TestServer.Reply;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Asks real servers for every kind of answer that `openapi.json` promises, and holds each against
/// it.
class OpenApiAnswersTest {

    /// What cannot be had from outside: faults of the server where no database is asked.
    private static final Set<Case> OUT_OF_REACH =
            Set.of(
                    new Case("picture", "500", 60099),
                    new Case("pictureHead", "500", 60099),
                    new Case("ready", "500", 60099),
                    new Case("metrics", "500", 60099));

    private final OpenApiDocument document =
            OpenApiDocument.read(operation -> !operation.isOpenAis());

    private final AnswerCheck answers = new AnswerCheck(document);

    @TempDir Path folder;

    @Test
    void every_kind_of_answer_can_be_had_and_is_as_documented() throws Exception {
        try (TestServer server = TestServer.start(folder.resolve("usual"))) {
            TaskAnswers tasks = new TaskAnswers(server, answers);
            tasks.orders();
            tasks.refusedOrders();
            tasks.failedOrders();
            tasks.tasks();
            tasks.pictures();
            AccountAnswers account = new AccountAnswers(server, answers);
            account.account();
            account.webhooks();
            account.system();
            keys(server);
            lockedDatabase(server);
            faults(server);
        }
        poorAccount();
        fullQueueAndStop();
        requestRate();

        assertThat(minus(answers.seen(), document.cases())).as("not documented").isEmpty();
        assertThat(minus(document.cases(), answers.seen()))
                .as("not to be had")
                .isEqualTo(OUT_OF_REACH);
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
        return answers.check(operation.id(), server.send(request));
    }

    private void lockedDatabase(TestServer server) {
        try (DatabaseLock _ = DatabaseLock.of(server)) {
            answers.check("submit", server.submit("a boat"));
            answers.check(
                    "cancel", server.post("/api/v1/tasks/task_" + "0".repeat(32) + "/cancel", ""));
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
            answers.check("submit", server.submit("a boat"));
            String free = "Bearer " + server.testKey();
            answers.check("submit", server.submit("slow: boat", "Authorization", free));
            answers.check("submit", server.submit("a boat", "Authorization", free));
        }
    }

    private void fullQueueAndStop() throws InterruptedException {
        Map<String, String> settings = Map.of("queue.capacity", "1", "engine.workers", "1");
        try (TestServer server = TestServer.start(folder.resolve("full"), settings)) {
            answers.check("submit", server.submit("slow: runs"));
            server.live().awaitStart();
            answers.check("submit", server.submit("slow: waits"));
            answers.check("submit", server.submit("has no room"));
            Thread stop = Thread.ofPlatform().start(server::stop);
            Reply ready = answers.check("ready", server.get("/health/ready"));
            while (!ready.json().path("status").asString().equals("stopping")) {
                ready = answers.check("ready", server.get("/health/ready"));
            }
            answers.check("submit", server.submit("comes too late"));
            server.live().letGo(2);
            stop.join();
        }
    }

    private void requestRate() {
        Map<String, String> settings = Map.of("limits.requests_per_minute", "1");
        try (TestServer server = TestServer.start(folder.resolve("slow"), settings)) {
            answers.check("balance", server.get("/api/v1/balance"));
            for (Operation operation : document.operations().values()) {
                if (operation.keyed()) {
                    probe(server, operation, "Bearer " + server.liveKey());
                }
            }
        }
    }
}
