package dev.zimage.api.mcp;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.zimage.api.Envelopes;
import dev.zimage.media.MediaStore;
import dev.zimage.media.StoredMedia;
import dev.zimage.tasks.StoredImage;
import dev.zimage.tasks.Task;
import dev.zimage.tasks.TaskStatus;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.Content;
import io.modelcontextprotocol.spec.McpSchema.ImageContent;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Shows a task to a model: the envelope that the API has for it, and the picture.
final class DrawnResults {

    /// In Base64 this is about a megabyte, which is what clients take.
    private static final int LARGEST_INLINE = 750_000;

    private static final Logger log = LoggerFactory.getLogger(DrawnResults.class);

    private final Envelopes envelopes;
    private final MediaStore media;

    DrawnResults(Envelopes envelopes, MediaStore media) {
        this.envelopes = envelopes;
        this.media = media;
    }

    /// @param inline whether the picture itself is wanted
    CallToolResult of(ToolCall call, Task task, boolean inline) {
        List<Content> content = new ArrayList<>();
        if (inline) {
            picture(task).ifPresent(content::add);
        }
        content.add(Results.content(new String(envelopes.json(task, call.call()), UTF_8)));
        advice(task).map(Results::content).ifPresent(content::add);
        return CallToolResult.builder()
                .content(content)
                .isError(task.status() == TaskStatus.FAILED)
                .build();
    }

    private static Optional<String> advice(Task task) {
        return task.status().isFinal()
                ? Optional.empty()
                : Optional.of(
                        "The picture is not ready yet. Call get_task with task_id %s and wait_seconds"
                                        .formatted(task.id())
                                + " 50; do not order it again.");
    }

    private Optional<Content> picture(Task task) {
        StoredImage image = task.image();
        if (image == null || image.deleted()) {
            return Optional.empty();
        }
        try {
            return media.find(task.id().picture(image.format()))
                    .filter(found -> found.length() <= LARGEST_INLINE)
                    .flatMap(found -> content(found, image.format().mediaType()));
        } catch (IOException e) {
            return withoutPicture(e);
        }
    }

    private static Optional<Content> content(StoredMedia picture, String type) {
        try (InputStream in = picture.open(0)) {
            String data = Base64.getEncoder().encodeToString(in.readNBytes(LARGEST_INLINE));
            return Optional.of(ImageContent.builder(data, type).build());
        } catch (NoSuchFileException e) {
            return Optional.empty(); // deleted meanwhile
        } catch (IOException e) {
            return withoutPicture(e);
        }
    }

    /// The envelope has a link to the picture, which may be readable when the client follows it.
    private static Optional<Content> withoutPicture(IOException reason) {
        log.error("a picture was not shown: {}", reason.toString());
        return Optional.empty();
    }
}
