package dev.zimage.api.openai;

import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.zimage.api.Envelopes;
import dev.zimage.api.Json;
import dev.zimage.api.http.Answer;
import dev.zimage.api.http.Call;
import dev.zimage.api.http.UnreadablePictureException;
import dev.zimage.media.MediaStore;
import dev.zimage.media.StoredMedia;
import dev.zimage.tasks.StoredImage;
import dev.zimage.tasks.Task;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Hands finished pictures over, as links or in Base64. The latter are read while they are sent, so
/// that ten large pictures are never in memory together.
final class ImagesAnswers {

    private final Envelopes envelopes;
    private final MediaStore media;

    private record Links(long created, List<Link> data, String outputFormat, String size) {}

    /// @param textCheck as in the envelope of the task
    private record Link(String url, @JsonRawValue @Nullable String textCheck) {}

    private record Drawn(StoredMedia picture, @Nullable String textCheck) {}

    ImagesAnswers(Envelopes envelopes, MediaStore media) {
        this.envelopes = envelopes;
        this.media = media;
    }

    /// @param drawn tasks that have completed, at least one
    Answer of(Call call, List<Task> drawn, boolean inline) {
        Task first = drawn.getFirst();
        long created = first.createdAt().getEpochSecond();
        String format = first.format().label();
        String size = first.size().toString();
        return inline
                ? inline(pictures(drawn), created, format, size)
                : links(links(call, drawn), created, format, size);
    }

    private List<Link> links(Call call, List<Task> drawn) {
        return drawn.stream()
                .flatMap(task ->
                        envelopes
                                .link(task, call)
                                .map(url -> new Link(url, task.textRead()))
                                .stream())
                .toList();
    }

    private static Answer links(List<Link> data, long created, String format, String size) {
        return data.isEmpty()
                ? OpenAiErrors.gone()
                : Answer.json(200, Json.write(new Links(created, data, format, size)));
    }

    private List<Drawn> pictures(List<Task> drawn) {
        return drawn.stream()
                .flatMap(task ->
                        picture(task).map(file -> new Drawn(file, task.textRead())).stream())
                .toList();
    }

    private Optional<StoredMedia> picture(Task task) {
        StoredImage image = task.image();
        try {
            return image == null ? Optional.empty() : media.find(task.id().picture(image.format()));
        } catch (IOException e) {
            throw new UnreadablePictureException(e);
        }
    }

    private static Answer inline(List<Drawn> pictures, long created, String format, String size) {
        if (pictures.isEmpty()) {
            return OpenAiErrors.gone();
        }
        List<Answer.Body> parts = new ArrayList<>();
        parts.add(text("{\"created\":" + created + ",\"data\":["));
        for (Drawn drawn : pictures) {
            parts.add(text((parts.size() == 1 ? "" : ",") + "{\"b64_json\":\""));
            parts.add(new Answer.Base64(Answer.Picture.whole(drawn.picture())));
            parts.add(text("\",\"text_check\":" + drawn.textCheck() + "}"));
        }
        parts.add(text("],\"output_format\":\"%s\",\"size\":\"%s\"}".formatted(format, size)));
        return new Answer(200, Answer.JSON, List.of(), new Answer.Sequence(parts));
    }

    private static Answer.Body text(String text) {
        return new Answer.Bytes(text.getBytes(StandardCharsets.UTF_8));
    }
}
