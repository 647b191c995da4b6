package dev.zimage.api.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.accounts.Accounts;
import dev.zimage.database.Database;
import dev.zimage.engine.Fault;
import dev.zimage.engine.Readiness;
import dev.zimage.server.StoredPictures;
import dev.zimage.server.TestServer;
import dev.zimage.server.TestServer.Reply;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;

/// Asks a server for every kind of answer about orders, tasks and their pictures.
final class TaskAnswers {

    private static final String ORDER = "/api/v1/images/generations";

    private final TestServer server;
    private final AnswerCheck answers;

    /// @param answers holds them against the document
    TaskAnswers(TestServer server, AnswerCheck answers) {
        this.server = server;
        this.answers = answers;
    }

    void orders() {
        answers.check("submit", server.submit("a boat"));
        answers.check("submit", server.submit("a boat", "Prefer", "wait=30"));
        answers.check("submit", server.submit("a boat", "Idempotency-Key", "one"));
        Reply again = answers.check("submit", server.submit("a boat", "Idempotency-Key", "one"));
        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
        answers.check("submit", server.submit("another", "Idempotency-Key", "one"));
        answers.check("submit", server.post(ORDER + "?dry_run=true", TestServer.body("a boat")));
        Reply waited = answers.check("submit", server.submit("slow: boat", "Prefer", "wait=1"));
        assertThat(waited.header("Retry-After")).isEqualTo("1");
        server.live().letGo(1);
    }

    void refusedOrders() throws IOException {
        for (String body :
                List.of(
                        "[]",
                        "{\"model\":\"z-image\"}",
                        "{\"model\":\"z-image\",\"prompt\":7}",
                        "{\"model\":\"z-image\",\"prompt\":\"a\",\"promt\":\"a\"}",
                        "{\"model\":\"y-image\",\"prompt\":\"a\"}",
                        TestServer.body("a".repeat(1001)),
                        TestServer.body("a".repeat(70_000)))) {
            answers.check("submit", server.post(ORDER, body));
        }
        answers.check("submit", server.post(ORDER, "a", "Content-Type", "text/plain"));
        server.live().become(new Readiness.Loading(0.5));
        answers.check("submit", server.submit("a boat"));
        answers.check("ready", server.get("/health/ready"));
        server.live().become(new Readiness.Failed(new Fault("broken weights", "pull again")));
        answers.check("submit", server.submit("a boat"));
        answers.check("ready", server.get("/health/ready"));
        server.live().become(new Readiness.Ready());
        try (Database database = server.openDatabase()) {
            Accounts accounts = Accounts.open(database, Clock.systemUTC(), new SecureRandom());
            accounts.setSuspended("default", true);
            answers.check("submit", server.submit("a boat"));
            accounts.setSuspended("default", false);
        }
    }

    void failedOrders() {
        server.live().breakDown(true);
        answers.check("submit", server.submit("a boat"));
        server.live().breakDown(false);
        try (Database database = server.openDatabase()) {
            database.write(tx -> tx.execute("alter table ledger rename to gone"));
            answers.check("submit", server.submit("a boat"));
            database.write(tx -> tx.execute("alter table gone rename to ledger"));
        }
    }

    void tasks() throws InterruptedException {
        for (String prompt : List.of("a boat", "fail", "no memory", "crash")) {
            String id = server.submitted(prompt);
            server.awaitEnd(id);
            answers.check("poll", server.get("/api/v1/tasks/" + id));
            answers.check("events", server.get("/api/v1/tasks/" + id + "/events"));
            String end = prompt.equals("a boat") ? "completed" : "failed";
            answers.check(
                    "events",
                    server.send(
                            server.request("/api/v1/tasks/" + id + "/events")
                                    .header("Last-Event-ID", end)));
            answers.check("cancel", server.post("/api/v1/tasks/" + id + "/cancel", ""));
            answers.check("deleteOutput", deletePicture(id));
        }
        List<String> slow =
                Stream.of("slow: 1", "slow: 2", "slow: 3").map(server::submitted).toList();
        server.live().awaitStart();
        for (String id : slow) {
            answers.check("poll", server.get("/api/v1/tasks/" + id));
            answers.check("deleteOutput", deletePicture(id));
            answers.check("cancel", server.post("/api/v1/tasks/" + id + "/cancel", ""));
        }
        answers.check("poll", server.get("/api/v1/tasks/task_1"));
        answers.check("cancel", server.post("/api/v1/tasks/task_1/cancel", ""));
        answers.check("deleteOutput", deletePicture("task_1"));
        answers.check("events", server.get("/api/v1/tasks/task_1/events"));
        answers.check("events", server.get("/api/v1/tasks/task_1/events?preview=yes"));
        answers.check("events", server.get("/api/v1/tasks/task_1/events?previews=true"));
        answers.check("list", server.get("/api/v1/tasks"));
        answers.check("list", server.get("/api/v1/tasks?limit=0"));
        answers.check("list", server.get("/api/v1/tasks?limits=1"));
    }

    private Reply deletePicture(String task) {
        return server.send(server.request("/api/v1/tasks/" + task + "/output").DELETE());
    }

    void pictures() throws IOException {
        for (String format : List.of("jpeg", "png")) {
            String order =
                    """
                    {"model":"z-image","prompt":"a","output_format":"%s","metadata":{"a":"b"}}\
                    """
                            .formatted(format);
            Reply task = answers.check("submit", server.post(ORDER, order, "Prefer", "wait=30"));
            String link = task.json().at("/output/image_urls/0").asString();
            Reply whole = answers.check("picture", server.get(link));
            picture(link, whole.header("ETag"));
            StoredPictures.delete(server);
            answers.check("picture", server.get(link));
            answers.check("pictureHead", server.send(server.request(link).HEAD()));
        }
    }

    private void picture(String link, String tag) {
        answers.check("picture", server.send(server.request(link).header("Range", "bytes=0-9")));
        answers.check(
                "picture", server.send(server.request(link).header("Range", "bytes=99999999-")));
        answers.check("picture", server.send(server.request(link).header("If-None-Match", tag)));
        answers.check("picture", server.get(link + "0"));
        answers.check("picture", server.get(link + "&expires=1"));
        answers.check("pictureHead", server.send(server.request(link).HEAD()));
        answers.check(
                "pictureHead",
                server.send(server.request(link).header("If-None-Match", tag).HEAD()));
        answers.check("pictureHead", server.send(server.request(link + "0").HEAD()));
        answers.check("pictureHead", server.send(server.request(link + "&expires=1").HEAD()));
    }
}
