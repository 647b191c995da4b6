package dev.zimage.engine.text;

import dev.zimage.engine.model.ModelException;
import dev.zimage.engine.weights.ContentHash;
import dev.zimage.engine.weights.FileProblem;
import dev.zimage.engine.weights.Names;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/// What a `tokenizer.json` says, as far as a tokenizer of the Qwen family goes: special tokens are
/// cut out, the rest is composed (NFC), split into words by one expression, and each word's bytes
/// are merged.
///
/// @param merges from bytes to ids
/// @param words matches one word after the other
/// @param composed whether text is brought to NFC before
/// @param specials ids of the special tokens
record TokenizerFile(
        BytePairs merges, Pattern words, boolean composed, Map<String, Integer> specials) {

    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                    .build();

    /// The last one that was read. Models of a family have the same, and it is read when a model is
    /// looked at and again when it is loaded.
    private static volatile @Nullable Known last;

    private record Known(String digest, TokenizerFile content) {}

    private record Root(
            @Nullable List<Added> addedTokens,
            @Nullable JsonNode normalizer,
            @Nullable JsonNode preTokenizer,
            @Nullable Model model) {}

    private record Added(
            int id,
            @Nullable String content,
            boolean singleWord,
            boolean lstrip,
            boolean rstrip,
            boolean normalized) {

        boolean plain() {
            return content != null
                    && !content.isEmpty()
                    && !singleWord
                    && !lstrip
                    && !rstrip
                    && !normalized;
        }
    }

    /// The merges are pairs, or in older files strings with a blank between the two.
    private record Model(
            @Nullable String type,
            @Nullable Double dropout,
            @Nullable String continuingSubwordPrefix,
            @Nullable String endOfWordSuffix,
            boolean byteFallback,
            boolean ignoreMerges,
            @Nullable Map<String, Integer> vocab,
            @Nullable List<Object> merges) {

        boolean plain() {
            return "BPE".equals(type)
                    && (dropout == null || dropout == 0)
                    && (continuingSubwordPrefix == null || continuingSubwordPrefix.isEmpty())
                    && (endOfWordSuffix == null || endOfWordSuffix.isEmpty())
                    && !byteFallback
                    && !ignoreMerges;
        }
    }

    static TokenizerFile read(Path file) throws IOException {
        Optional<FileProblem> problem = FileProblem.ofJson(file);
        if (problem.isPresent()) {
            throw new ModelException(problem.get());
        }
        byte[] json = Files.readAllBytes(file);
        String digest = ContentHash.hex(json);
        Known known = last;
        if (known == null || !known.digest.equals(digest)) {
            known = new Known(digest, parse(file, json));
            last = known;
        }
        return known.content;
    }

    private static TokenizerFile parse(Path file, byte[] json) throws IOException {
        @Nullable Root root;
        try {
            root = JSON.readValue(json, Root.class);
        } catch (UnexpectedEndOfInputException e) {
            throw new ModelException(FileProblem.incomplete(file, "the file is cut off"));
        } catch (JacksonException e) {
            throw new ModelException(file + ": not a tokenizer: " + e.getOriginalMessage(), e);
        }
        if (root == null) {
            throw new ModelException(file + ": not a tokenizer: null");
        }
        return new TokenizerFile(
                merges(file, root.model),
                words(file, root.preTokenizer),
                composed(file, root.normalizer),
                specials(file, root.addedTokens));
    }

    private static BytePairs merges(Path file, @Nullable Model model) throws ModelException {
        if (model == null || !model.plain() || model.vocab == null || model.merges == null) {
            throw unknown(file, "model", "byte pair encoding with vocab and merges");
        }
        int[] bytes = new int[256];
        String[] characters = ByteCharacters.ofBytes();
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = id(file, model.vocab, characters[i]);
        }
        BytePairs.Merge[] merges = new BytePairs.Merge[model.merges.size()];
        for (int rank = 0; rank < merges.length; rank++) {
            String[] pair = pair(file, model.merges.get(rank));
            merges[rank] =
                    new BytePairs.Merge(
                            id(file, model.vocab, pair[0]),
                            id(file, model.vocab, pair[1]),
                            rank,
                            id(file, model.vocab, pair[0] + pair[1]));
        }
        return new BytePairs(bytes, merges);
    }

    private static String[] pair(Path file, Object merge) throws ModelException {
        if (merge instanceof String text && text.indexOf(' ') > 0) {
            int blank = text.indexOf(' ');
            return new String[] {text.substring(0, blank), text.substring(blank + 1)};
        }
        if (merge instanceof List<?> list
                && list.size() == 2
                && list.getFirst() instanceof String left
                && list.getLast() instanceof String right) {
            return new String[] {left, right};
        }
        throw new ModelException(
                file
                        + ": in 'model.merges' is "
                        + Names.one(String.valueOf(merge))
                        + ", not a pair");
    }

    private static int id(Path file, Map<String, Integer> vocab, String token)
            throws ModelException {
        Integer id = vocab.get(token);
        if (id == null || id < 0) {
            throw new ModelException(
                    file + ": 'model.vocab' has no id of '" + Names.one(token) + "'");
        }
        return id;
    }

    /// Only a sequence of one split and the step to bytes.
    private static Pattern words(Path file, @Nullable JsonNode preTokenizer) throws ModelException {
        JsonNode steps = preTokenizer == null ? null : preTokenizer.path("pretokenizers");
        if (steps == null
                || steps.size() != 2
                || !steps.path(0).path("type").asString("").equals("Split")
                || !steps.path(0).path("behavior").asString("").equals("Isolated")
                || steps.path(0).path("invert").asBoolean(false)
                || !steps.path(1).path("type").asString("").equals("ByteLevel")
                || steps.path(1).path("add_prefix_space").asBoolean(true)
                || steps.path(1).path("use_regex").asBoolean(true)) {
            throw unknown(file, "pre_tokenizer", "a split by an expression, then ByteLevel");
        }
        String expression = steps.path(0).path("pattern").path("Regex").asString("");
        try {
            return Pattern.compile(expression, Pattern.UNICODE_CHARACTER_CLASS);
        } catch (PatternSyntaxException e) {
            throw new ModelException(file + ": 'pre_tokenizer' has an unknown expression", e);
        }
    }

    private static boolean composed(Path file, @Nullable JsonNode normalizer)
            throws ModelException {
        if (normalizer == null || normalizer.isNull()) {
            return false;
        }
        if (!normalizer.path("type").asString("").equals("NFC")) {
            throw unknown(file, "normalizer", "NFC");
        }
        return true;
    }

    private static Map<String, Integer> specials(Path file, @Nullable List<Added> tokens)
            throws ModelException {
        Map<String, Integer> ids = new HashMap<>();
        for (Added token : tokens == null ? List.<Added>of() : tokens) {
            if (!token.plain() || token.content == null) {
                throw unknown(file, "added_tokens", "tokens that match exactly");
            }
            ids.put(token.content, token.id);
        }
        return ids;
    }

    private static ModelException unknown(Path file, String field, String known) {
        return new ModelException(
                file + ": field '" + field + "' is missing or unknown; known is " + known);
    }

    /// The id of a special token that [#specialsPattern] has matched.
    int special(String token) {
        Integer id = specials.get(token);
        if (id == null) {
            throw new IllegalArgumentException("not a special token");
        }
        return id;
    }

    /// Matches the special tokens, of several at a place the longest; null when there are none.
    @Nullable Pattern specialsPattern() {
        return specials.isEmpty()
                ? null
                : Pattern.compile(
                        specials.keySet().stream()
                                .sorted(Comparator.comparingInt(String::length).reversed())
                                .map(Pattern::quote)
                                .collect(Collectors.joining("|")));
    }
}
