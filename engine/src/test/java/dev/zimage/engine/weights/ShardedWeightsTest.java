package dev.zimage.engine.weights;

import static dev.zimage.engine.weights.SafetensorsFile.tensor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Weights in several files, and which files of a folder are the weights.
class ShardedWeightsTest {

    @TempDir Path folder;

    @Test
    void shards_are_found_by_their_index() throws IOException {
        shard("model-1.safetensors", "one");
        shard("model-2.safetensors", "two");
        index("\"one\":\"model-1.safetensors\",\"two\":\"model-2.safetensors\"");
        try (Weights weights = Weights.open(folder)) {
            assertThat(weights.names()).containsExactlyInAnyOrder("one", "two");
            assertThat(weights.tensor("two").file()).hasFileName("model-2.safetensors");
            assertThat(weights.files()).hasSize(2);
        }
    }

    @Test
    void shards_that_are_missing_are_named() throws IOException {
        shard("model-1.safetensors", "one");
        index("\"one\":\"model-1.safetensors\",\"two\":\"model-2.safetensors\"");
        assertRefused("1 of 2 shards", "model-2.safetensors");
    }

    @Test
    void tensors_on_which_index_and_shards_differ_are_all_named() throws IOException {
        shard("model-1.safetensors", "one");
        shard("model-2.safetensors", "unlisted");
        index("\"one\":\"model-2.safetensors\",\"lost\":\"model-1.safetensors\"");
        assertRefused("one (model-2", "lost (model-1", "not in it: unlisted");
    }

    @Test
    void a_tensor_in_two_shards_is_refused() throws IOException {
        shard("model-1.safetensors", "one");
        shard("model-2.safetensors", "one");
        index("\"one\":\"model-1.safetensors\",\"two\":\"model-2.safetensors\"");
        assertRefused("one", "model-1.safetensors", "model-2.safetensors");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../model.safetensors",
                "/etc/passwd",
                "a\\\\b.safetensors",
                "a\\u0000.safetensors",
                ""
            })
    void an_index_does_not_lead_out_of_its_folder(String name) throws IOException {
        index("\"one\":\"" + name + "\"");
        assertRefused("one", "not a file name");
    }

    @Test
    void the_usual_name_is_chosen_and_others_only_when_alone() throws IOException {
        shard("model.fp16.safetensors", "half");
        try (Weights weights = Weights.open(folder)) {
            assertThat(weights.names()).containsExactly("half");
        }
        shard("other.safetensors", "other");
        assertRefused("several files", "model.fp16.safetensors", "other.safetensors");
        shard("model.safetensors", "full");
        try (Weights weights = Weights.open(folder)) {
            assertThat(weights.names()).containsExactly("full");
        }
    }

    @Test
    void a_folder_without_weights_is_refused() {
        assertRefused(folder.toString(), "no weights");
        assertThatExceptionOfType(WeightsException.class)
                .isThrownBy(() -> Weights.open(folder.resolve("nowhere")))
                .withMessageContaining("nowhere");
    }

    private void shard(String file, String name) throws IOException {
        SafetensorsFile.write(
                folder.resolve(file), "{" + tensor(name, "F32", "[1]", 0, 4) + "}", new byte[4]);
    }

    private void index(String map) throws IOException {
        Files.write(
                folder.resolve("model.safetensors.index.json"),
                ("{\"weight_map\":{" + map + "}}").getBytes(StandardCharsets.UTF_8));
    }

    private void assertRefused(String... messages) {
        assertThatExceptionOfType(WeightsException.class)
                .isThrownBy(() -> Weights.open(folder).close())
                .withMessageContainingAll(messages);
    }
}
