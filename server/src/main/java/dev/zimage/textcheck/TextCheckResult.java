package dev.zimage.textcheck;

import dev.zimage.ocr.ComparedText;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// What is known of the texts of a task after some of its pictures.
///
/// @param finding of the best picture so far
/// @param attempts how many pictures were drawn
public record TextCheckResult(TextFinding finding, int attempts) {

    private static final JsonMapper JSON = new JsonMapper();

    private record Answer(@Nullable Boolean exact, int attempts, List<Text> texts) {}

    private record Text(String wanted, @Nullable String read, @Nullable Boolean exact) {

        static Text of(ComparedText text) {
            return new Text(text.wanted(), text.read(), text.isCompared() ? text.isExact() : null);
        }
    }

    /// The JSON object that clients see.
    public String json() {
        return JSON.writeValueAsString(
                new Answer(
                        finding.isCompared() ? finding.isExact() : null,
                        attempts,
                        finding.texts().stream().map(Text::of).toList()));
    }
}
