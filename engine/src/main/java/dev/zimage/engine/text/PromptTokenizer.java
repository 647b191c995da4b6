package dev.zimage.engine.text;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.function.IntConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Turns a prompt into token ids as the reference pipeline does: set into the chat template of
/// Qwen3 as the user's message, with the opening of an answer behind it (thinking enabled), and cut
/// after [#MAX_TOKENS] ids.
///
/// A special token that stands literally in a prompt becomes that token, as in the reference.
/// Immutable, and safe for use by several threads.
public final class PromptTokenizer {

    /// The most ids that a prompt becomes.
    public static final int MAX_TOKENS = 512;

    private static final String BEFORE = "<|im_start|>user\n";
    private static final String AFTER = "<|im_end|>\n<|im_start|>assistant\n";

    private final TokenizerFile file;
    private final @Nullable Pattern specials;

    private PromptTokenizer(TokenizerFile file) {
        this.file = file;
        this.specials = file.specialsPattern();
    }

    /// Reads a `tokenizer.json`.
    ///
    /// @throws dev.zimage.engine.model.ModelException when the file is not there or describes
    ///   another kind of tokenizer; names the file and the field
    public static PromptTokenizer open(Path file) throws IOException {
        return new PromptTokenizer(TokenizerFile.read(file));
    }

    /// The ids of a prompt, at least those of the template and at most [#MAX_TOKENS].
    public int[] ids(String prompt) {
        int[] ids = tokens(BEFORE + prompt + AFTER);
        return ids.length <= MAX_TOKENS ? ids : Arrays.copyOf(ids, MAX_TOKENS);
    }

    /// The ids of a text as it is.
    int[] tokens(String text) {
        IntStream.Builder ids = IntStream.builder();
        int at = 0;
        if (specials != null) {
            Matcher special = specials.matcher(text);
            while (special.find()) {
                encode(text.substring(at, special.start()), ids);
                ids.accept(file.special(special.group()));
                at = special.end();
            }
        }
        encode(text.substring(at), ids);
        return ids.build().toArray();
    }

    private void encode(String text, IntConsumer ids) {
        String normal = file.composed() ? Normalizer.normalize(text, Normalizer.Form.NFC) : text;
        Matcher word = file.words().matcher(normal);
        int at = 0;
        while (word.find()) {
            merge(normal.substring(at, word.start()), ids);
            merge(word.group(), ids);
            at = word.end();
        }
        merge(normal.substring(at), ids);
    }

    private void merge(String word, IntConsumer ids) {
        if (!word.isEmpty()) {
            file.merges().encode(word.getBytes(StandardCharsets.UTF_8), ids);
        }
    }
}
