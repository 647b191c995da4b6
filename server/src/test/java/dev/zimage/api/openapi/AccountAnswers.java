package dev.zimage.api.openapi;

import dev.zimage.engine.ImageFormat;
import dev.zimage.engine.picture.PictureEncoder;
import dev.zimage.server.TestServer;
import dev.zimage.server.TestServer.Reply;
import dev.zimage.verification.VerifyCalls;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.List;

/// Asks a server for every kind of answer about an account, its webhooks, and the server itself.
final class AccountAnswers {

    private final TestServer server;
    private final AnswerCheck answers;

    /// @param answers holds them against the document
    AccountAnswers(TestServer server, AnswerCheck answers) {
        this.server = server;
        this.answers = answers;
    }

    void account() throws IOException {
        answers.check("balance", server.get("/api/v1/balance"));
        answers.check("usage", server.get("/api/v1/usage"));
        answers.check("usage", server.get("/api/v1/usage?from=yesterday"));
        answers.check("usage", server.get("/api/v1/usage?form=2026-11-01"));
        answers.check("verify", VerifyCalls.verify(server, "image/png", picture(64)));
        answers.check("verify", VerifyCalls.verify(server, "image/png", picture(8)));
        answers.check("verify", VerifyCalls.verify(server, "text/plain", picture(64)));
        answers.check("verify", VerifyCalls.verify(server, "image/png", new byte[0]));
        answers.check("verify", VerifyCalls.verify(server, "image/png", new byte[(16 << 20) + 1]));
        answers.check("verify", server.post("/api/v1/verify?as=text", "{}"));
        answers.check("models", server.get("/api/v1/models"));
        answers.check("model", server.get("/api/v1/models/z-image"));
        answers.check("model", server.get("/api/v1/models/y-image"));
    }

    private static byte[] picture(int side) throws IOException {
        return PictureEncoder.encode(
                new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB), ImageFormat.PNG);
    }

    void webhooks() {
        String hooks = "/api/v1/webhooks";
        Reply made =
                answers.check(
                        "createWebhook",
                        server.post(hooks, "{\"url\":\"https://192.0.0.0.invalid/\"}"));
        String hook = hooks + "/" + made.json().path("id").asString();
        for (String body :
                List.of(
                        "[]",
                        "{}",
                        "{\"url\":\"http://example.com\"}",
                        "{\"url\":\"https://example.com\",\"urls\":1}")) {
            answers.check("createWebhook", server.post(hooks, body));
        }
        answers.check("createWebhook", server.post(hooks, "a", "Content-Type", "text/plain"));
        // The server closes the connection of a body that is too large; a get may be sent again.
        answers.check(
                "createWebhook", server.post(hooks, "{\"url\":\"" + "a".repeat(70_000) + "\"}"));
        answers.check("webhooks", server.get(hooks));
        Reply test = answers.check("testWebhook", server.post(hook + "/test", ""));
        String delivery = hooks + "/deliveries/" + test.json().path("id").asString();
        answers.check("rotateWebhook", server.post(hook + "/rotate", ""));
        answers.check("sendDelivery", server.post(delivery + "/send", ""));
        answers.check("disableWebhook", server.post(hook + "/disable", ""));
        answers.check("testWebhook", server.post(hook + "/test", ""));
        answers.check("sendDelivery", server.post(delivery + "/send", ""));
        answers.check("sendDelivery", server.post(hooks + "/deliveries/msg_1/send", ""));
        answers.check("enableWebhook", server.post(hook + "/enable", ""));
        answers.check("callbackSecret", server.get(hooks + "/secret"));
        answers.check("rotateCallbackSecret", server.post(hooks + "/secret/rotate", ""));
        answers.check("deliveries", server.get(hooks + "/deliveries"));
        answers.check("deliveries", server.get(hooks + "/deliveries?limit=0"));
        answers.check("deliveries", server.get(hooks + "/deliveries?limits=1"));
        answers.check("deleteWebhook", server.send(server.request(hook).DELETE()));
        answers.check("deleteWebhook", server.send(server.request(hook).DELETE()));
        for (String what : List.of("test", "rotate", "enable", "disable")) {
            answers.check(what + "Webhook", server.post(hook + "/" + what, ""));
        }
    }

    void system() {
        answers.check("live", server.get("/health/live"));
        answers.check("ready", server.get("/health/ready"));
        answers.check("metrics", server.get("/metrics"));
        answers.check("openapi", server.get("/openapi.json"));
        answers.check("balance", server.send(server.request("/api/v1/balance").DELETE()));
        answers.check("balance", server.get("/nowhere"));
        answers.check(
                "balance", server.send(server.request("/").header("X-Long", "a".repeat(20_000))));
    }
}
