package dev.zimage.engine.lora;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.zimage.engine.goldens.Goldens;
import dev.zimage.engine.model.ModelException;
import dev.zimage.engine.model.ModelFolder;
import dev.zimage.engine.weights.SafetensorsFile;
import dev.zimage.engine.weights.TensorDelta;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/// How strongly layers are changed by a file with PEFT's configuration.
class LoraScaleTest {

    private static final String ATTENTION = "layers.0.attention.";
    private static final int RANK = 2;
    private static final int SIDE = 64;

    @TempDir Path folder;

    /// With matrices of ones, each value of the change is `scale · rank`: the alpha of the layer.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {} | 2 | 2
                    {'transformer.lora_alpha': 8} | 8 | 8
                    {'transformer.lora_alpha': 8, 'transformer.alpha_pattern': {}} | 8 | 8
                    {'transformer.lora_alpha': 8, 'transformer.alpha_pattern': {'to_k': 3}} | 8 | 3
                    {'transformer.lora_alpha': 8, 'transformer.alpha_pattern': {'attention.to_k': 3.5, 'to_q': 5}} | 5 | 3.5
                    {'transformer.lora_alpha': 8, 'transformer.alpha_pattern': {'layers.0.attention.to_k': 3}} | 8 | 3
                    {'transformer.lora_alpha': 8, 'transformer.alpha_pattern': {'o_k': 3, 'to': 4}} | 8 | 8
                    {'transformer.lora_alpha': 8, 'transformer.alpha_pattern': {'^layers\\\\.0\\\\..*_[kv]': 3}} | 8 | 3
                    {'transformer.lora_alpha': 8, 'transformer.alpha_pattern': {'^attention.to_k': 3}} | 8 | 8
                    {'transformer.lora_alpha': 8, 'transformer.alpha_pattern': {'to_k': 3, 'to_.': 5}} | 5 | 3
                    {'transformer.lora_alpha': 8, 'transformer.alpha_pattern': {'to_.': 5, 'to_k': 3}} | 5 | 5
                    {'transformer.alpha_pattern': {'to_k': 3}, 'transformer.rank_pattern': {'to_k': 2}} | 2 | 3
                    {'transformer.lora_alpha': 8, 'transformer.alpha_pattern': {'to_k': 2}, 'transformer.use_rslora': true} | 11.3137 | 2.8284
                    """)
    void the_alpha_of_a_layer_is_that_of_the_first_pattern_for_the_end_of_its_name(
            String configuration, double query, double key) throws IOException {
        ModelFolder model = ModelFolder.open(Goldens.of("a").model());
        Lora lora = new Lora(file(configuration.replace('\'', '"')), 1);

        try (LoraSet set = LoraSet.open(List.of(lora), model)) {
            assertThat(change(set, "to_q")).isCloseTo(query, within(1e-3));
            assertThat(change(set, "to_k")).isCloseTo(key, within(1e-3));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {'transformer.lora_alpha': | it is not JSON
                    {'transformer.alpha_pattern': {'to_k': 'much'}} | alpha_pattern has no number for to_k
                    {'transformer.alpha_pattern': {'to_(k': 3}} | alpha_pattern has the pattern to_(k
                    """)
    void a_configuration_that_cannot_be_read_is_refused(String configuration, String message)
            throws IOException {
        ModelFolder model = ModelFolder.open(Goldens.of("a").model());
        Path file = file(configuration.replace('\'', '"'));

        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> LoraSet.open(List.of(new Lora(file, 1)), model))
                .withMessageContainingAll(
                        file + ": its lora_adapter_metadata cannot be used", message);
    }

    /// They come from elsewhere, and matching the second one would take years.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    to_k{0}           | a pattern of 204 characters, and at most 200 are read
                    (([a-z_.0-9]+)+)+# | a pattern that takes too long
                    """)
    void a_pattern_that_is_made_to_keep_the_program_busy_is_refused(String pattern, String message)
            throws IOException {
        ModelFolder model = ModelFolder.open(Goldens.of("a").model());
        String made = pattern.replace("{0}", "k".repeat(200));
        Path file =
                file(
                        "{\"transformer.lora_alpha\": 8, \"transformer.alpha_pattern\": {\"%s\": 3}}"
                                .formatted(made));

        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> LoraSet.open(List.of(new Lora(file, 1)), model))
                .withMessageContaining("alpha_pattern has " + message);
    }

    @Test
    void a_configuration_far_too_large_is_not_read() throws IOException {
        Path file = write("adapter_model.safetensors", "base_model.model.", List.of());
        Files.writeString(folder.resolve("adapter_config.json"), " ".repeat(1 << 21));
        ModelFolder model = ModelFolder.open(Goldens.of("a").model());

        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> LoraSet.open(List.of(new Lora(file, 1)), model))
                .withMessageContaining(
                        "adapter_config.json beside it is larger than 1,048,576 bytes");
    }

    /// As PEFT itself writes an adapter.
    @Test
    void the_configuration_may_stand_beside_the_file() throws IOException {
        Path file = write("adapter_model.safetensors", "base_model.model.", List.of());
        Path configuration =
                Files.writeString(
                        folder.resolve("adapter_config.json"),
                        "{\"lora_alpha\": 8, \"alpha_pattern\": {\"to_k\": 3}}");
        ModelFolder model = ModelFolder.open(Goldens.of("a").model());

        try (LoraSet set = LoraSet.open(List.of(new Lora(file, 1)), model)) {
            assertThat(change(set, "to_q")).isCloseTo(8, within(1e-3));
            assertThat(change(set, "to_k")).isCloseTo(3, within(1e-3));
            assertThat(set.changes().files()).containsExactly(file, configuration);
        }
    }

    private static double change(LoraSet set, String layer) {
        List<TensorDelta> deltas =
                set.changes().deltas().getOrDefault(ATTENTION + layer + ".weight", List.of());
        assertThat(deltas).hasSize(1);
        float[] value = new float[1];
        deltas.getFirst().addTo(5, value, 0, 1);
        return value[0];
    }

    private Path file(String configuration) throws IOException {
        String metadata =
                "\"__metadata__\":{\"lora_adapter_metadata\":%s}"
                        .formatted(JsonMapper.shared().writeValueAsString(configuration));
        return write("style.safetensors", "transformer.", List.of(metadata));
    }

    private Path write(String file, String prefix, List<String> first) throws IOException {
        List<String> entries = new ArrayList<>(first);
        int bytes = SIDE * RANK * Float.BYTES;
        int at = 0;
        for (String layer : List.of("to_q", "to_k")) {
            String name = prefix + ATTENTION + layer;
            entries.add(
                    SafetensorsFile.tensor(
                            name + ".lora_A.weight", "F32", "[2,64]", at, at + bytes));
            at += bytes;
            entries.add(
                    SafetensorsFile.tensor(
                            name + ".lora_B.weight", "F32", "[64,2]", at, at + bytes));
            at += bytes;
        }
        ByteBuffer ones = ByteBuffer.allocate(at).order(ByteOrder.LITTLE_ENDIAN);
        while (ones.hasRemaining()) {
            ones.putFloat(1);
        }
        return SafetensorsFile.write(
                folder.resolve(file), "{" + String.join(",", entries) + "}", ones.array());
    }
}
