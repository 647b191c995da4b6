package dev.zimage.upstream.comfyui;

import dev.zimage.upstream.CallFailure;
import dev.zimage.upstream.CallFailure.Kind;
import dev.zimage.upstream.Deadline;
import dev.zimage.upstream.GenerationCall;
import dev.zimage.upstream.JsonTemplate;
import dev.zimage.upstream.MultipartBody;
import dev.zimage.upstream.Placeholders;
import dev.zimage.upstream.Protocol;
import dev.zimage.upstream.ReceivedPicture;
import dev.zimage.upstream.ServerResponse;
import dev.zimage.upstream.UpstreamHttp;
import dev.zimage.upstream.UpstreamJson;
import java.awt.image.BufferedImage;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Talks to ComfyUI: queues a workflow, follows its events, and fetches the picture that its
/// history names.
final class ComfyUiProtocol implements Protocol {

    private static final Logger log = LoggerFactory.getLogger(ComfyUiProtocol.class);

    private static final Duration FOR_CANCEL = Duration.ofSeconds(3);
    private static final String SCHEME = "Bearer";

    private final JsonTemplate workflow;

    ComfyUiProtocol(JsonTemplate workflow) {
        this.workflow = workflow;
    }

    @Override
    public BufferedImage draw(GenerationCall call) throws CallFailure, InterruptedException {
        String client = UUID.randomUUID().toString();
        ComfyUiEvents events = new ComfyUiEvents();
        WebSocket socket =
                call.server()
                        .http()
                        .open(
                                socketAddress(call, client),
                                call.server().authorization(SCHEME),
                                events,
                                call.deadline());
        try {
            String id = submit(call, client);
            return awaited(call, id, events);
        } finally {
            socket.abort();
        }
    }

    private static URI socketAddress(GenerationCall call, String client) {
        URI address = call.server().at("/ws?clientId=" + client);
        return URI.create(address.toString().replaceFirst("^http", "ws"));
    }

    private String submit(GenerationCall call, String client)
            throws CallFailure, InterruptedException {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.set(
                "prompt",
                workflow.fill(
                        Placeholders.of(
                                call.request(),
                                call.model(),
                                call.request().prompt(),
                                uploaded(call))));
        body.put("client_id", client);
        JsonNode ticket =
                call.send(
                                UpstreamHttp.Call.json(
                                        "POST",
                                        call.server().at("/prompt"),
                                        call.server().authorization(SCHEME),
                                        UpstreamJson.bytes(body),
                                        call.largestAnswer()))
                        .json();
        String id = UpstreamJson.text(ticket, "/prompt_id");
        if (!id.matches("[A-Za-z0-9-]{1,100}")) {
            throw new CallFailure(Kind.FAILED, "queued a workflow without a usable id");
        }
        return id;
    }

    /// Puts the pictures to edit where a `LoadImage` node finds them.
    private static List<String> uploaded(GenerationCall call)
            throws CallFailure, InterruptedException {
        List<String> names = new ArrayList<>();
        for (BufferedImage picture : call.request().details().sources()) {
            MultipartBody form =
                    MultipartBody.of(
                            JsonNodeFactory.instance.objectNode(), "image", List.of(picture));
            Map<String, String> headers = new LinkedHashMap<>(call.server().authorization(SCHEME));
            headers.put("Content-Type", form.contentType());
            JsonNode answer =
                    call.send(
                                    new UpstreamHttp.Call(
                                            "POST",
                                            call.server().at("/upload/image"),
                                            headers,
                                            form.bytes(),
                                            call.largestAnswer()))
                            .json();
            names.add(UpstreamJson.text(answer, "/name"));
        }
        return names;
    }

    private BufferedImage awaited(GenerationCall call, String id, ComfyUiEvents events)
            throws CallFailure, InterruptedException {
        boolean ended = false;
        try {
            JsonNode entry = new ComfyUiRun(call, id, events).awaitEntry();
            ended = true;
            return picture(call, entry);
        } catch (CallFailure e) {
            ended = ended || e.kind() == Kind.DRAWING_FAILED;
            throw e;
        } finally {
            if (!ended) {
                cancel(call, id);
            }
        }
    }

    private static BufferedImage picture(GenerationCall call, JsonNode entry)
            throws CallFailure, InterruptedException {
        JsonNode file = file(entry);
        if (file.isMissingNode()) {
            throw new CallFailure(Kind.DRAWING_FAILED, "the workflow ended without a picture");
        }
        String query =
                "filename=%s&subfolder=%s&type=%s"
                        .formatted(
                                encoded(UpstreamJson.text(file, "/filename")),
                                encoded(UpstreamJson.text(file, "/subfolder")),
                                encoded(UpstreamJson.text(file, "/type")));
        byte[] bytes =
                call.send(
                                UpstreamHttp.Call.get(
                                        call.server().at("/view?" + query),
                                        call.server().authorization(SCHEME),
                                        call.largestPicture()))
                        .bytes();
        return ReceivedPicture.decode(bytes, call.request().size());
    }

    /// A saved picture, or one that is only shown.
    private static JsonNode file(JsonNode entry) {
        JsonNode shown = JsonNodeFactory.instance.missingNode();
        for (JsonNode node : entry.path("outputs").values()) {
            for (JsonNode file : node.path("images").values()) {
                if (UpstreamJson.text(file, "/type").equals("output")) {
                    return file;
                }
                shown = file;
            }
        }
        return shown;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /// Takes a waiting workflow out of the queue, and interrupts one that is being drawn. Versions
    /// that do not know the id of an interrupt stop whatever they draw, so others must not get one.
    private static void cancel(GenerationCall call, String id) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        ObjectNode delete = nodes.objectNode();
        delete.putArray("delete").add(id);
        try {
            post(call, "/queue", delete);
            JsonNode queue =
                    send(
                                    call,
                                    UpstreamHttp.Call.get(
                                            call.server().at("/queue"),
                                            call.server().authorization(SCHEME),
                                            call.largestPicture()))
                            .json();
            if (ComfyUiRun.isRunning(queue, id)) {
                post(call, "/interrupt", nodes.objectNode().put("prompt_id", id));
            }
        } catch (CallFailure e) {
            log.debug("a workflow could not be stopped: {}", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void post(GenerationCall call, String path, JsonNode body)
            throws CallFailure, InterruptedException {
        var _ =
                send(
                        call,
                        UpstreamHttp.Call.json(
                                "POST",
                                call.server().at(path),
                                call.server().authorization(SCHEME),
                                UpstreamJson.bytes(body),
                                call.largestAnswer()));
    }

    private static ServerResponse send(GenerationCall call, UpstreamHttp.Call request)
            throws CallFailure, InterruptedException {
        return call.server().http().send(request, Deadline.in(FOR_CANCEL));
    }
}
