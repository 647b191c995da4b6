package dev.zimage.api.mcp;

import dev.zimage.api.Fields;
import dev.zimage.api.http.LargeBodies;
import dev.zimage.api.http.Refusal;
import dev.zimage.api.verification.VerificationService;
import dev.zimage.errors.ErrorCode;
import dev.zimage.media.MediaStore;
import dev.zimage.media.StoredMedia;
import dev.zimage.tasks.StoredImage;
import dev.zimage.tasks.Task;
import dev.zimage.tasks.TaskId;
import dev.zimage.tasks.Tasks;
import dev.zimage.text.QuotedText;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The tool that says whether a picture was made here: one that is sent, or that of a task.
final class VerificationTool {

    static final String NAME = "verify_image";

    /// The largest picture that can be sent, in bytes.
    static final int LARGEST = 4 << 20;

    private static final List<String> KNOWN = List.of(ToolSchemas.IMAGE, ToolSchemas.TASK_ID);

    private final VerificationService service;
    private final Tasks tasks;
    private final MediaStore media;

    VerificationTool(VerificationService service, Tasks tasks, MediaStore media) {
        this.service = service;
        this.tasks = tasks;
        this.media = media;
    }

    CallToolResult verify(ToolCall call) {
        Fields fields = Fields.of(call.arguments(), KNOWN);
        String image = fields.text(ToolSchemas.IMAGE);
        String id = fields.text(ToolSchemas.TASK_ID);
        if ((image == null) == (id == null)) {
            throw new Refusal(
                    image == null ? ErrorCode.PARAMETER_MISSING : ErrorCode.PARAMETER_INVALID,
                    "Send either image or task_id");
        }
        try (LargeBodies.Permit _ = service.take()) {
            byte[] file = image != null ? decoded(image) : pictureOf(call, id);
            return Results.text(service.report(file, call.call().caller().account()));
        }
    }

    /// @param image in Base64, which may be a data URL
    private static byte[] decoded(String image) {
        String data = image.startsWith("data:") ? image.substring(image.indexOf(',') + 1) : image;
        byte[] file;
        try {
            file = Base64.getMimeDecoder().decode(data);
        } catch (IllegalArgumentException e) {
            throw invalid("image must be the bytes of a JPEG, PNG or WebP file in Base64");
        }
        if (file.length > LARGEST) {
            throw invalid(
                    "image has more than %d MiB; POST /api/v1/verify takes larger ones"
                            .formatted(LARGEST >> 20));
        }
        return file;
    }

    private static Refusal invalid(String text) {
        return new Refusal(ErrorCode.PARAMETER_INVALID, text).about(ToolSchemas.IMAGE);
    }

    private byte[] pictureOf(ToolCall call, @Nullable String id) {
        Task task =
                TaskId.parse(String.valueOf(id))
                        .flatMap(known -> tasks.find(call.call().caller().account(), known))
                        .orElseThrow(() ->
                                new Refusal(
                                        ErrorCode.TASK_NOT_FOUND,
                                        "No such task: " + QuotedText.of(String.valueOf(id))));
        return stored(task)
                .orElseThrow(() ->
                        new Refusal(
                                ErrorCode.PARAMETER_INVALID,
                                task.status().isFinal()
                                        ? "The task has no picture, or it was deleted"
                                        : "The task has no picture yet"));
    }

    private Optional<byte[]> stored(Task task) {
        StoredImage image = task.image();
        if (image == null || image.deleted()) {
            return Optional.empty();
        }
        try {
            Optional<StoredMedia> found = media.find(task.id().picture(image.format()));
            return found.isEmpty() ? Optional.empty() : Optional.of(bytes(found.get()));
        } catch (NoSuchFileException e) {
            return Optional.empty(); // deleted meanwhile
        } catch (IOException e) {
            throw new Refusal(ErrorCode.UNEXPECTED, "The picture cannot be read now", e);
        }
    }

    private static byte[] bytes(StoredMedia picture) throws IOException {
        try (InputStream in = picture.open(0)) {
            return in.readAllBytes();
        }
    }
}
