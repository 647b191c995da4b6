package dev.zimage.trial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.database.Database;
import dev.zimage.webhooks.HookReceiver;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/// A message is never lost: it is there when its task has ended, and goes out after a kill.
class WebhookKillTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final int TASKS = 24;
    private static final int KILLS = 3;

    @TempDir Path folder;

    @Test
    @Timeout(600)
    void kills_while_tasks_end_and_messages_go_out_lose_no_message() throws Exception {
        try (HookReceiver receiver = new HookReceiver();
                HttpClient http = HttpClient.newHttpClient();
                InstalledServer installation =
                        new InstalledServer(folder, "--set", "webhooks.allow_private=true")
                                .start()) {
            Set<String> promised = new HashSet<>();
            receiver.hold();
            for (int kill = 0; kill < KILLS; kill++) {
                for (int i = 0; i < TASKS / KILLS; i++) {
                    promised.add(submit(http, installation, receiver.url("/hook")));
                }
                Client.pause(Duration.ofMillis(300));
                installation.kill();
                installation.start();
            }
            receiver.letGo();
            Set<String> told = new HashSet<>();
            while (told.size() < promised.size()) {
                told.add(JSON.readTree(receiver.next().body()).at("/data/id").asString());
            }
            assertThat(told).isEqualTo(promised);
            assertThat(installation.terminate()).isEqualTo(143);
            try (Database database = installation.openDatabase()) {
                List<String> tasks =
                        database.read(tx ->
                                tx.createQuery("select task_id from webhook_deliveries")
                                        .mapTo(String.class)
                                        .list());
                assertThat(tasks).hasSize(TASKS).doesNotHaveDuplicates();
            }
        }
    }

    private static String submit(HttpClient http, InstalledServer installation, String callback)
            throws Exception {
        String order =
                JSON.writeValueAsString(
                        Map.of("model", "z-image", "prompt", "a boat", "callback_url", callback));
        HttpRequest request =
                HttpRequest.newBuilder(
                                URI.create(installation.url() + "/api/v1/images/generations"))
                        .header("Authorization", "Bearer " + installation.liveKey())
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(order))
                        .build();
        String answer = http.send(request, HttpResponse.BodyHandlers.ofString()).body();
        return JSON.readTree(answer).path("id").asString();
    }
}
