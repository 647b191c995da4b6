package dev.zimage.api.openai;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.accounts.ApiKeys;
import dev.zimage.accounts.Scope;
import dev.zimage.api.openapi.AnswerCheck;
import dev.zimage.api.openapi.OpenApiDocument;
import dev.zimage.api.openapi.OpenApiDocument.Operation;
import dev.zimage.database.Database;
import dev.zimage.engine.Readiness;
import dev.zimage.server.Eventually;
import dev.zimage.server.OnEveryDatabase;
import dev.zimage.server.StoredPictures;
import dev.zimage.server.TestKeys;
import dev.zimage.server.TestServer;
import dev.zimage.server.TestServer.Reply;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Asks real servers for every kind of answer that `openapi.json` promises to OpenAI's clients, and
/// holds each against it.
@OnEveryDatabase
class OpenAiAnswersTest {

    private static final String IMAGES = "/v1/images/generations";
    private static final String EDITS = "/v1/images/edits";
    private static final String PICTURE = picture();
    private static final String KEY = "Idempotency-Key";

    private final OpenApiDocument document = OpenApiDocument.read(Operation::isOpenAis);
    private final AnswerCheck answers = new AnswerCheck(document);

    @TempDir Path folder;

    @Test
    void every_kind_of_answer_can_be_had_and_is_as_documented() throws Exception {
        try (TestServer server = TestServer.start(folder.resolve("usual"))) {
            pictures(server);
            wrongOrders(server);
            failures(server);
            models(server);
            access(server);
            faults(server);
        }
        limits();
        slowPictures();
        edits();

        assertThat(answers.seen()).isEqualTo(document.cases());
    }

    private Reply order(TestServer server, String more, String... headers) {
        String body = "{\"prompt\":\"a boat\"%s}".formatted(more.isEmpty() ? "" : "," + more);
        return answers.check("openAiImages", server.post(IMAGES, body, headers));
    }

    private Reply draw(TestServer server, String prompt) {
        return answers.check(
                "openAiImages", server.post(IMAGES, "{\"prompt\":\"%s\"}".formatted(prompt)));
    }

    private void pictures(TestServer server) throws IOException {
        order(server, "\"n\":2");
        String inline = "\"response_format\":\"b64_json\"";
        order(server, inline, KEY, "one");
        assertThat(order(server, inline, KEY, "one").header("Idempotent-Replayed"))
                .isEqualTo("true");
        order(server, inline + ",\"seed\":7", KEY, "one");
        StoredPictures.delete(server);
        order(server, inline, KEY, "one");
    }

    private void wrongOrders(TestServer server) {
        for (String body :
                List.of(
                        "[]",
                        "{}",
                        "{\"prompt\":\"a\",\"promt\":\"a\"}",
                        "{\"prompt\":\"a\",\"n\":11}",
                        "{\"prompt\":\"a\",\"model\":\"dall-e-3\"}",
                        "{\"prompt\":\"" + "a".repeat(1_001) + "\"}",
                        "{\"prompt\":\"" + "a".repeat(70_000) + "\"}")) {
            answers.check("openAiImages", server.post(IMAGES, body));
        }
        answers.check("openAiImages", server.post(IMAGES, "a", "Content-Type", "text/plain"));
        answers.check("openAiImages", server.get(IMAGES));
    }

    private void failures(TestServer server) throws InterruptedException {
        draw(server, "fail");
        draw(server, "no memory");
        answers.check(
                "openAiImages",
                server.post(
                        IMAGES, "{\"prompt\":\"a nude on a staircase\",\"nsfw_checker\":true}"));
        CompletableFuture<Reply> waiting =
                CompletableFuture.supplyAsync(() -> draw(server, "slow: is cancelled"));
        server.live().awaitStart();
        String id = server.get("/api/v1/tasks?limit=1").json().at("/data/0/id").asString();
        server.post("/api/v1/tasks/" + id + "/cancel", "");
        assertThat(waiting.join().status()).isEqualTo(409);
        server.live().become(new Readiness.Loading(0.5));
        order(server, "");
        server.live().become(new Readiness.Ready());
    }

    private void models(TestServer server) {
        answers.check("openAiModels", server.get("/v1/models"));
        answers.check("openAiModel", server.get("/v1/models/z-image"));
        answers.check("openAiModel", server.get("/v1/models/dall-e-3"));
        answers.check("openAiModels", server.get("/v1/images/variations"));
        answers.check(
                "openAiModels",
                server.send(server.request("/v1/models").header("X-Long", "a".repeat(20_000))));
    }

    private void access(TestServer server) {
        for (Operation operation : document.operations().values()) {
            probe(server, operation, "Basic abc");
            probe(server, operation, "Bearer rk_live_abc");
        }
        order(
                server,
                "",
                "Authorization",
                "Bearer "
                        + TestKeys.onTerms(
                                server, new ApiKeys.Terms(null, Set.of(Scope.READ), null, null)));
    }

    private Reply probe(TestServer server, Operation operation, String authorization) {
        String path = operation.path().replace("{id}", "z-image");
        return answers.check(
                operation.id(),
                operation.method().equals("POST")
                        ? server.post(
                                path, "{\"prompt\":\"a boat\"}", "Authorization", authorization)
                        : server.send(
                                server.request(path).setHeader("Authorization", authorization)));
    }

    /// The model of the settings is drawn by the engine of the tests.
    private void edits() {
        Map<String, String> settings =
                Map.of(
                        "engines.gpu.kind", "openai",
                        "engines.gpu.url", "http://127.0.0.1:1",
                        "models.cats.engine", "gpu",
                        "models.cats.price", "0.004",
                        "models.cats.inputs", "text, image");
        try (TestServer server = TestServer.start(folder.resolve("edits"), settings)) {
            answers.check("openAiEdits", edit(server, "image", PICTURE));
            answers.check("openAiEdits", edit(server, "image", "no picture"));
            answers.check("openAiEdits", edit(server, "picture", PICTURE));
            answers.check("openAiEdits", edit(server, "mask", PICTURE));
            answers.check("openAiEdits", server.post(EDITS, "{}"));
            answers.check(
                    "openAiEdits",
                    server.post(EDITS, "{}", "Content-Type", "multipart/form-data; boundary=b"));
        }
    }

    private static Reply edit(TestServer server, String name, String content) {
        String form =
                """
                --b\r
                Content-Disposition: form-data; name="prompt"\r
                \r
                a boat\r
                --b\r
                Content-Disposition: form-data; name="%s"; filename="a.png"\r
                \r
                %s\r
                --b--\r
                """
                        .formatted(name, content);
        return server.send(
                server.request(EDITS)
                        .header("Content-Type", "multipart/form-data; boundary=b")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(form.getBytes(ISO_8859_1))));
    }

    /// A black PNG file, as text.
    private static String picture() {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ImageIO.write(new BufferedImage(32, 32, BufferedImage.TYPE_INT_RGB), "png", out);
            return out.toString(ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Takes a table away, so that everything that needs it fails. Nothing can be asked after it.
    private void faults(TestServer server) {
        try (Database database = server.openDatabase()) {
            database.write(tx -> tx.execute("alter table accounts rename to gone"));
        }
        for (Operation operation : document.operations().values()) {
            probe(server, operation, "Bearer " + server.testKey());
        }
    }

    private void limits() {
        Map<String, String> poor = Map.of("price.z-image", "20", "limits.tasks_in_flight", "1");
        try (TestServer server = TestServer.start(folder.resolve("poor"), poor)) {
            order(server, "");
            order(server, "\"n\":2", "Authorization", "Bearer " + server.testKey());
        }
        Map<String, String> slow = Map.of("limits.requests_per_minute", "1");
        try (TestServer server = TestServer.start(folder.resolve("slow"), slow)) {
            answers.check("openAiModels", server.get("/v1/models"));
            for (Operation operation : document.operations().values()) {
                probe(server, operation, "Bearer " + server.liveKey());
            }
        }
    }

    private void slowPictures() throws InterruptedException {
        Map<String, String> settings =
                Map.of("openai.wait", "1s", "queue.capacity", "1", "engine.workers", "1");
        try (TestServer server = TestServer.start(folder.resolve("full"), settings)) {
            draw(server, "slow: runs");
            server.live().awaitStart();
            draw(server, "slow: waits");
            Reply full =
                    Eventually.seen(
                            () -> draw(server, "has no room"),
                            reply -> reply.json().at("/error/code").asString("").contains("overl"));
            assertThat(full.status()).isEqualTo(503);
            server.live().letGo(2);
        }
    }
}
