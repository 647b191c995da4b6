package dev.zimage.webhooks;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.json.JsonMapper;

/// The Standard Webhooks library for Node, installed by npm into `target`.
final class NodeVerifier {

    private static final Path FOLDER = Path.of("target", "standardwebhooks-node");
    private static final String SCRIPT =
            """
            import { Webhook } from "standardwebhooks";
            const { secret, headers, body } = JSON.parse(await new Response(process.stdin).text());
            try {
              console.log(new Webhook(secret).verify(body, headers).type);
            } catch (e) {
              console.log("refused: " + e.message);
            }
            """;

    private NodeVerifier() {}

    /// Skips the test where there is no Node or its registry cannot be reached.
    static NodeVerifier installed() throws Exception {
        if (!runs("node", "--version") || !runs("npm", "--version")) {
            abort("there is no node or npm on this machine");
        }
        Files.createDirectories(FOLDER);
        if (!Files.exists(FOLDER.resolve("node_modules/standardwebhooks"))
                && !runs(
                        "npm",
                        "install",
                        "--prefix",
                        FOLDER.toString(),
                        "--no-audit",
                        "--no-fund",
                        "--no-save",
                        "standardwebhooks@1.0.0")) {
            abort("npm could not install standardwebhooks");
        }
        Files.writeString(FOLDER.resolve("verify.mjs"), SCRIPT);
        return new NodeVerifier();
    }

    private static boolean runs(String... command) throws InterruptedException {
        try {
            Process process =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            return process.waitFor(120, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException notThere) {
            return false;
        }
    }

    /// @return the type of the message, or why it was refused
    String verify(String secret, HookReceiver.Call call) throws Exception {
        Process process =
                new ProcessBuilder(List.of("node", FOLDER.resolve("verify.mjs").toString()))
                        .redirectErrorStream(true)
                        .start();
        Map<String, Object> input =
                Map.of(
                        "secret",
                        secret,
                        "body",
                        call.body(),
                        "headers",
                        Map.of(
                                "webhook-id", call.header("webhook-id"),
                                "webhook-timestamp", call.header("webhook-timestamp"),
                                "webhook-signature", call.header("webhook-signature")));
        try (var out = process.getOutputStream()) {
            out.write(new JsonMapper().writeValueAsBytes(input));
        }
        String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return answer.strip();
    }
}
