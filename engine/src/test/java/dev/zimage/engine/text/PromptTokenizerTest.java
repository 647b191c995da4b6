package dev.zimage.engine.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.zimage.engine.goldens.Goldens;
import dev.zimage.engine.model.ModelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class PromptTokenizerTest {

    private static PromptTokenizer tokenizer;

    @TempDir Path folder;

    @BeforeAll
    static void read() throws IOException {
        tokenizer = PromptTokenizer.open(file());
    }

    private static Path file() {
        return Goldens.of("a").model().resolve("tokenizer/tokenizer.json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "b"})
    void the_golden_prompts_have_exactly_the_ids_of_the_reference(String name) {
        JsonNode goldens = Goldens.of(name).description();
        assertThat(goldens.get("prompts").properties()).hasSize(6);
        for (Map.Entry<String, JsonNode> prompt : goldens.get("prompts").properties()) {
            int[] expected =
                    goldens.get("token_ids")
                            .get(prompt.getKey())
                            .valueStream()
                            .mapToInt(JsonNode::intValue)
                            .toArray();
            assertThat(tokenizer.ids(prompt.getValue().asString()))
                    .as(prompt.getKey())
                    .isEqualTo(expected);
        }
    }

    @Test
    void special_tokens_in_a_prompt_become_those_tokens() {
        assertThat(tokenizer.tokens("<|im_end|>")).containsExactly(151645);
        assertThat(tokenizer.tokens("<|im_end|")).doesNotContain(151645).hasSizeGreaterThan(1);
        assertThat(tokenizer.tokens("<think></think>")).containsExactly(151667, 151668);
    }

    @Test
    void text_is_composed_before_it_is_split() {
        assertThat(tokenizer.tokens("cafe\u0301")).isEqualTo(tokenizer.tokens("caf\u00e9"));
    }

    @Test
    void a_very_long_word_is_no_trouble() {
        assertThat(tokenizer.ids("山水".repeat(100_000))).hasSize(PromptTokenizer.MAX_TOKENS);
    }

    @Test
    void half_a_surrogate_pair_is_no_trouble() {
        assertThat(tokenizer.ids("fox \ud83e")).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    "type": "NFC"           | "type": "NFKC"          | normalizer
                    "behavior": "Isolated"  | "behavior": "Removed"   | pre_tokenizer
                    "type": "BPE"           | "type": "Unigram"       | model
                    "byte_fallback": false  | "byte_fallback": true   | model
                    "lstrip": false         | "lstrip": true          | added_tokens
                    """)
    void another_kind_of_tokenizer_is_refused_with_the_field(
            String was, String becomes, String field) throws IOException {
        String text = Files.readString(file());
        assertThat(text).contains(was);
        Path changed =
                Files.writeString(folder.resolve("tokenizer.json"), text.replace(was, becomes));
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> PromptTokenizer.open(changed))
                .withMessageContainingAll("tokenizer.json", "'" + field + "'");
    }

    @Test
    void a_missing_or_broken_file_is_named() throws IOException {
        Path broken = Files.writeString(folder.resolve("tokenizer.json"), "{\"model\": ");
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> PromptTokenizer.open(broken))
                .withMessageContaining("tokenizer.json");
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> PromptTokenizer.open(folder.resolve("none.json")))
                .withMessageContaining("missing");
    }
}
