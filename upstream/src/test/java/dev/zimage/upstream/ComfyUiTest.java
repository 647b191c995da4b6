package dev.zimage.upstream;

import static dev.zimage.upstream.Pictures.order;
import static dev.zimage.upstream.Pictures.pixels;
import static dev.zimage.upstream.TestEngines.failure;
import static dev.zimage.upstream.TestEngines.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.zimage.engine.GeneratedImage;
import dev.zimage.engine.GenerationException.Cause;
import dev.zimage.engine.PreviewListener;
import dev.zimage.engine.ProgressListener;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Workflows on a server of ComfyUI.
class ComfyUiTest {

    private static final String WORKFLOW =
            """
            {"3": {"class_type": "KSampler",
                   "inputs": {"seed": "{{seed}}", "steps": 8, "latent_image": ["5", 0]}},
             "5": {"class_type": "EmptyLatentImage",
                   "inputs": {"width": "{{width}}", "height": "{{height}}", "batch_size": 1}},
             "6": {"class_type": "CLIPTextEncode", "inputs": {"text": "photo of {{prompt}}"}},
             "9": {"class_type": "SaveImage", "inputs": {"images": ["8", 0]}}}
            """;

    @TempDir private Path folder;
    private Path workflow = Path.of("");

    @BeforeEach
    void writeWorkflow() throws IOException {
        workflow = Files.writeString(folder.resolve("workflow.json"), WORKFLOW);
    }

    private UpstreamEngine engine(ImitatedServer server) throws IOException {
        return UpstreamEngine.open(options(TestEngines.comfyUiProtocol(workflow), "", server));
    }

    @Test
    void a_workflow_is_filled_in_and_its_saved_picture_fetched() throws Exception {
        ImitatedComfyUi comfy = new ImitatedComfyUi();
        List<String> steps = new CopyOnWriteArrayList<>();
        List<String> previews = new CopyOnWriteArrayList<>();
        PreviewListener watcher =
                (step, picture) ->
                        previews.add(step + ": " + picture.getWidth() + "x" + picture.getHeight());
        try (ImitatedServer server =
                        comfy.start(socket -> {
                            socket.frame(progress("p-1", 3));
                            socket.frame(progress("somebody-else", 7));
                            socket.frame(2, preview(Pictures.noise(8, 8, 1)));
                            socket.frame(progress("p-1", 8));
                            comfy.end("success");
                            socket.frame(
                                    "{\"type\":\"executing\",\"data\":{\"node\":null,\"prompt_id\":\"p-1\"}}");
                        });
                UpstreamEngine engine = engine(server)) {
            GeneratedImage image =
                    engine.generate(
                            order("task_1"), (done, all) -> steps.add(done + "/" + all), watcher);

            assertThat(pixels(image)).isEqualTo(pixels(Pictures.png(7)));
            assertThat(steps).containsExactly("3/8", "8/8");
            assertThat(previews).containsExactly("3: 8x8");
            JsonNode nodes = server.requests("POST", "/prompt").getFirst().json().path("prompt");
            assertThat(nodes.at("/3/inputs/seed").asLong()).isEqualTo(7);
            assertThat(nodes.at("/5/inputs/width").isNumber()).isTrue();
            assertThat(nodes.at("/6/inputs/text").asString()).isEqualTo("photo of a cat");
            assertThat(server.requests("GET", "/view").getFirst().target())
                    .isEqualTo("/view?filename=a+b.png&subfolder=x&type=output");
        }
    }

    /// A small file can have more pixels than there is memory.
    @Test
    void a_preview_with_too_many_pixels_is_not_decoded() throws Exception {
        ImitatedComfyUi comfy = new ImitatedComfyUi();
        List<String> seen = new CopyOnWriteArrayList<>();
        PreviewListener watcher =
                new PreviewListener() {
                    @Override
                    public boolean isWanted() {
                        return true;
                    }

                    @Override
                    public void preview(int step, BufferedImage picture) {
                        seen.add(picture.getWidth() + "x" + picture.getHeight());
                    }

                    @Override
                    public void failed(Throwable reason) {
                        seen.add(String.valueOf(reason.getMessage()));
                    }
                };
        try (ImitatedServer server =
                        comfy.start(socket -> {
                            socket.frame(
                                    2,
                                    preview(
                                            new BufferedImage(
                                                    2049, 2048, BufferedImage.TYPE_BYTE_BINARY)));
                            comfy.end("success");
                            socket.frame(
                                    "{\"type\":\"executing\",\"data\":{\"node\":null,\"prompt_id\":\"p-1\"}}");
                        });
                UpstreamEngine engine = engine(server)) {
            engine.generate(order("task_1"), ProgressListener.NONE, watcher);

            assertThat(seen).containsExactly("sent a preview of 2049x2048");
        }
    }

    private static String progress(String id, int value) {
        return "{\"type\":\"progress\",\"data\":{\"value\":%d,\"max\":8,\"prompt_id\":\"%s\",\"node\":\"3\"}}"
                .formatted(value, id);
    }

    private static byte[] preview(BufferedImage picture) {
        byte[] png = Pictures.png(picture);
        return ByteBuffer.allocate(8 + png.length).putInt(1).putInt(2).put(png).array();
    }

    @Test
    void a_workflow_whose_events_are_lost_is_found_in_the_history() throws Exception {
        ImitatedComfyUi comfy = new ImitatedComfyUi();
        try (ImitatedServer server =
                        comfy.start(socket -> {
                            comfy.end("success");
                            socket.connection().close();
                        });
                UpstreamEngine engine = engine(server)) {
            GeneratedImage image = engine.generate(order("task_1"), ProgressListener.NONE);

            assertThat(pixels(image)).isEqualTo(pixels(Pictures.png(7)));
        }
    }

    @Test
    void a_workflow_that_fails_is_a_failure() throws Exception {
        ImitatedComfyUi comfy = new ImitatedComfyUi();
        try (ImitatedServer server =
                        comfy.start(socket -> {
                            comfy.end("error");
                            socket.frame(
                                    "{\"type\":\"execution_error\",\"data\":{\"prompt_id\":\"p-1\"}}");
                        });
                UpstreamEngine engine = engine(server)) {
            assertThat(failure(engine, order("task_1"))).isEqualTo(Cause.REMOTE_FAILED);
        }
    }

    @Test
    void a_workflow_that_is_neither_queued_nor_in_the_history_is_lost() throws Exception {
        ImitatedComfyUi comfy = new ImitatedComfyUi();
        try (ImitatedServer server =
                        comfy.start(socket -> {
                            comfy.queue = ImitatedComfyUi.IDLE;
                            socket.connection().close();
                        });
                UpstreamEngine engine = engine(server)) {
            assertThat(failure(engine, order("task_1"))).isEqualTo(Cause.REMOTE_FAILED);
        }
    }

    @Test
    void a_workflow_that_is_not_valid_is_not_tried_again() throws Exception {
        try (ImitatedServer server =
                        ImitatedServer.start((request, exchange) -> {
                            if (request.path().equals("/ws")) {
                                exchange.upgrade();
                                exchange.awaitHangUp();
                            } else {
                                exchange.json(
                                        400,
                                        "{\"error\":{\"type\":\"prompt_outputs_failed_validation\"},\"node_errors\":{}}");
                            }
                        });
                UpstreamEngine engine = engine(server)) {
            assertThat(failure(engine, order("task_1"))).isEqualTo(Cause.REMOTE_FAILED);
            assertThat(server.requests("POST", "/prompt")).hasSize(1);
        }
    }

    /// Older versions pass over the id of an interrupt, and stop the workflow of somebody else.
    @Test
    void an_interrupted_workflow_is_taken_out_of_the_queue_and_stopped() throws Exception {
        ImitatedComfyUi comfy = new ImitatedComfyUi();
        try (ImitatedServer server = interrupted(comfy)) {
            assertThat(server.requests("POST", "/interrupt").getFirst().text())
                    .isEqualTo("{\"prompt_id\":\"p-1\"}");
            assertThat(server.requests("POST", "/queue").getFirst().text())
                    .isEqualTo("{\"delete\":[\"p-1\"]}");
        }
    }

    @Test
    void a_workflow_that_waits_is_taken_out_of_the_queue_and_the_running_one_goes_on()
            throws Exception {
        ImitatedComfyUi comfy = new ImitatedComfyUi();
        comfy.queue =
                """
                {"queue_running":[[0,"p-0",{},{},[]]],"queue_pending":[[1,"p-1",{},{},[]]]}
                """;
        try (ImitatedServer server = interrupted(comfy)) {
            assertThat(server.requests("POST", "/queue").getFirst().text())
                    .isEqualTo("{\"delete\":[\"p-1\"]}");
            assertThat(server.requests("POST", "/interrupt")).isEmpty();
        }
    }

    /// A server after a drawing there was interrupted.
    private ImitatedServer interrupted(ImitatedComfyUi comfy) throws Exception {
        CountDownLatch drawing = new CountDownLatch(1);
        ImitatedServer server = comfy.start(socket -> socket.frame(progress("p-1", 1)));
        try (UpstreamEngine engine = engine(server)) {
            Thread thread =
                    Thread.ofPlatform()
                            .start(() -> {
                                try {
                                    engine.generate(order("task_1"), (_, _) -> drawing.countDown());
                                } catch (Exception e) {
                                    Thread.currentThread().interrupt();
                                }
                            });
            drawing.await();
            thread.interrupt();
            thread.join();
        }
        return server;
    }

    @Test
    void a_workflow_as_the_page_saves_it_is_refused_with_the_remedy() throws Exception {
        Files.writeString(workflow, "{\"nodes\":[],\"links\":[],\"version\":0.4}");

        assertThatIOException()
                .isThrownBy(() -> TestEngines.comfyUiProtocol(workflow))
                .withMessageContaining("Export (API)");
    }

    @Test
    void a_workflow_without_a_place_for_the_prompt_is_refused() throws Exception {
        Files.writeString(workflow, WORKFLOW.replace("{{prompt}}", "a dog"));

        assertThatIOException()
                .isThrownBy(() -> TestEngines.comfyUiProtocol(workflow))
                .withMessageContaining("no {{prompt}}");
    }
}
