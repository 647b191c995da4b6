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

    private record Answer(boolean exact, int attempts, List<Text> texts) {}

    /// @param read null for a text that was not compared
    private record Text(String wanted, @Nullable String read, boolean exact) {

        static Text of(ComparedText text) {
            return new Text(text.wanted(), text.read(), text.isCompared() && text.isExact());
        }
    }

    /// The JSON object that clients see.
    public String json() {
        List<Text> texts = finding.texts().stream().map(Text::of).toList();
        return JSON.writeValueAsString(
                new Answer(texts.stream().allMatch(Text::exact), attempts, texts));
    }
}
