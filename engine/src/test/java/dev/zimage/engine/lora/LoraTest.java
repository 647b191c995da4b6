package dev.zimage.engine.lora;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.zimage.engine.goldens.Goldens;
import dev.zimage.engine.graph.Transformer;
import dev.zimage.engine.model.ModelException;
import dev.zimage.engine.model.ModelFolder;
import dev.zimage.engine.onnx.Cancellation;
import dev.zimage.engine.onnx.RuntimeOptions;
import dev.zimage.engine.precision.Precision;
import dev.zimage.engine.precision.PreparationListener;
import dev.zimage.engine.precision.PreparedFolder;
import dev.zimage.engine.weights.SafetensorsFile;
import dev.zimage.engine.weights.WeightsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// LoRA files against what the reference computes with them.
class LoraTest {

    private static final Goldens GOLDENS = Goldens.of("a");
    private static final Goldens CHANGED = Goldens.withLora();
    private static final double STRENGTH = 0.8;

    @TempDir Path prepared;

    @ParameterizedTest
    @ValueSource(strings = {"diffusers", "diffusers-alpha", "kohya", "comfyui", "diffusers+kohya"})
    void the_velocity_is_that_of_the_reference(String names) throws IOException {
        List<Lora> loras =
                Arrays.stream(names.split("\\+"))
                        .map(name -> new Lora(CHANGED.lora(name), STRENGTH))
                        .toList();

        float[] velocity = velocity(loras, Precision.FP32);

        assertThat(Goldens.relativeError(velocity, CHANGED.floats(names))).isLessThan(1e-4);
        assertThat(Goldens.relativeError(velocity, CHANGED.floats("base"))).isGreaterThan(0.01);
    }

    @ParameterizedTest
    @CsvSource({"INT8, 0.06", "Q8, 0.04", "Q4, 0.3"})
    void every_precision_has_the_change(Precision precision, double error) throws IOException {
        float[] velocity =
                velocity(List.of(new Lora(CHANGED.lora("diffusers"), STRENGTH)), precision);
        assertThat(Goldens.relativeError(velocity, CHANGED.floats("diffusers"))).isLessThan(error);
    }

    @Test
    void each_choice_has_prepared_weights_of_its_own_until_a_file_changes() throws IOException {
        Path file = Files.copy(CHANGED.lora("kohya"), prepared.resolve("style.safetensors"));
        velocity(List.of(), Precision.FP32);
        velocity(List.of(new Lora(file, 1)), Precision.FP32);
        float[] half = velocity(List.of(new Lora(file, 0.5)), Precision.FP32);
        assertThat(weights()).hasSize(3);
        List<Object> made = times();

        assertThat(velocity(List.of(new Lora(file, 0.5)), Precision.FP32)).isEqualTo(half);
        assertThat(times()).isEqualTo(made);

        Files.copy(CHANGED.lora("comfyui"), file, StandardCopyOption.REPLACE_EXISTING);
        assertThat(velocity(List.of(new Lora(file, 0.5)), Precision.FP32)).isNotEqualTo(half);
        assertThat(weights()).hasSize(3);
    }

    @Test
    void a_strength_of_0_changes_nothing() throws IOException {
        assertThat(velocity(List.of(new Lora(CHANGED.lora("diffusers"), 0)), Precision.FP32))
                .isEqualTo(velocity(List.of(), Precision.FP32));
    }

    @Test
    void a_file_is_read_with_its_strength() {
        assertThat(Lora.parse("a/b.safetensors@0.8"))
                .isEqualTo(new Lora(Path.of("a/b.safetensors"), 0.8));
        assertThat(Lora.parse("me@home/b.safetensors"))
                .isEqualTo(new Lora(Path.of("me@home/b.safetensors"), 1));
        assertThat(Lora.parse("b@2@-1")).isEqualTo(new Lora(Path.of("b@2"), -1));
        for (String wrong : List.of("", "@1", "a@11", " @0.5")) {
            assertThatIllegalArgumentException().isThrownBy(() -> Lora.parse(wrong));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    double_blocks.0.img_attn.qkv.lora_A.weight, double_blocks.0.img_attn.qkv.lora_B.weight | 1 of its 1 layers are not in this model: double_blocks.0.img_attn.qkv
                    layers.7.attention.to_q.lora_A.weight, layers.7.attention.to_q.lora_B.weight | layers.7.attention.to_q
                    layers.0.attention.to_q.lora_A.weight | has one of its two matrices only
                    layers.0.attention.to_q.lora_A.weight, layers.0.attention.to_q.lora_B.weight | layers.0.attention.to_q: [2, 2] times [2, 2] is not 64 by 64
                    layers.0.attention.to_q.lora_A.weight, layers.0.attention.to_q.dora_scale | of another kind than LoRA
                    layers.0.attention.to_q.lokr_w1 | of another kind than LoRA
                    lora_te_layers_0_self_attn_q_proj.lora_down.weight | changes the text encoder too
                    layers.0.attention.to_q.weight | not a LoRA file: it has a tensor layers.0.attention.to_q.weight
                    layers.0.attention.to_q.alpha | has 4 values and should have one
                    layers.0.attention.to_q.lora_A.weight, layers.0.attention.to_q.lora_down.weight | layer layers.0.attention.to_q is there twice
                    layers.0.attention.to_q.lora_A.weight, layers.0.attention.to_q.lora_B.weight, transformer.layers.0.attention.to_q.lora_A.weight, transformer.layers.0.attention.to_q.lora_B.weight | layers.0.attention.to_q is there twice
                    """)
    void what_does_not_fit_is_named(String tensors, String message) throws IOException {
        Path file = prepared.resolve("other.safetensors");
        write(file, List.of(tensors.split(", ")));
        ModelFolder model = ModelFolder.open(GOLDENS.model());
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> LoraSet.open(List.of(new Lora(file, 1)), model))
                .withMessageContainingAll(file.toString(), message, "made for Z-Image");
    }

    @Test
    void a_rank_that_would_fill_the_heap_is_refused() throws IOException {
        Path file = prepared.resolve("wide.safetensors");
        String layer = "layers.0.attention.to_q";
        int bytes = 4097 * 64 * Float.BYTES;
        SafetensorsFile.write(
                file,
                "{%s,%s}"
                        .formatted(
                                SafetensorsFile.tensor(
                                        layer + ".lora_A.weight", "F32", "[4097,64]", 0, bytes),
                                SafetensorsFile.tensor(
                                        layer + ".lora_B.weight",
                                        "F32",
                                        "[64,4097]",
                                        bytes,
                                        2L * bytes)),
                new byte[2 * bytes]);
        ModelFolder model = ModelFolder.open(GOLDENS.model());

        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> LoraSet.open(List.of(new Lora(file, 1)), model))
                .withMessageContainingAll(file.toString(), layer + " is of rank 4,097");
    }

    @Test
    void a_file_without_layers_is_refused() throws IOException {
        Path file = prepared.resolve("empty.safetensors");
        write(file, List.of());
        ModelFolder model = ModelFolder.open(GOLDENS.model());

        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> LoraSet.open(List.of(new Lora(file, 1)), model))
                .withMessageContainingAll(file.toString(), "it has no layers");
    }

    /// The published weights are sound, so it would be no help to fetch them again.
    @Test
    void values_that_are_no_numbers_are_those_of_the_file() throws IOException {
        Path file = prepared.resolve("nan.safetensors");
        String layer = "layers.0.attention.to_q";
        int bytes = 64 * Float.BYTES;
        byte[] values = new byte[2 * bytes];
        Arrays.fill(values, (byte) 0xff);
        SafetensorsFile.write(
                file,
                "{%s,%s}"
                        .formatted(
                                SafetensorsFile.tensor(
                                        layer + ".lora_A.weight", "F32", "[1,64]", 0, bytes),
                                SafetensorsFile.tensor(
                                        layer + ".lora_B.weight",
                                        "F32",
                                        "[64,1]",
                                        bytes,
                                        2L * bytes)),
                values);

        assertThatExceptionOfType(WeightsException.class)
                .isThrownBy(() -> velocity(List.of(new Lora(file, 1)), Precision.INT8))
                .withMessageStartingWith(file + ": changed by it, tensor " + layer + ".weight")
                .withMessageContaining("not a number (NaN); the LoRA file is damaged");
    }

    @Test
    void a_file_that_is_not_there_is_named() throws IOException {
        Path file = prepared.resolve("none.safetensors");
        ModelFolder model = ModelFolder.open(GOLDENS.model());
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> LoraSet.open(List.of(new Lora(file, 1)), model))
                .withMessageContainingAll(file.toString(), "no such LoRA file");
    }

    /// Each tensor of 2 by 2.
    private static void write(Path file, List<String> names) throws IOException {
        List<String> entries = new ArrayList<>();
        for (String name : names) {
            int at = entries.size() * 16;
            entries.add(SafetensorsFile.tensor(name, "F32", "[2,2]", at, at + 16));
        }
        SafetensorsFile.write(
                file, "{" + String.join(",", entries) + "}", new byte[names.size() * 16]);
    }

    private float[] velocity(List<Lora> loras, Precision precision) throws IOException {
        try (Transformer transformer =
                Transformer.open(
                        ModelFolder.open(GOLDENS.model()),
                        loras,
                        precision,
                        new PreparedFolder(prepared, PreparationListener.NONE),
                        RuntimeOptions.withThreads(2))) {
            return transformer.velocity(
                    GOLDENS.floats("noise"),
                    GOLDENS.size("noise", 1),
                    GOLDENS.size("noise", 2),
                    0.37f,
                    GOLDENS.floats("text.english"),
                    new Cancellation());
        }
    }

    private List<Path> weights() throws IOException {
        try (Stream<Path> files = Files.list(prepared)) {
            return files.filter(file -> file.toString().endsWith(".weights")).sorted().toList();
        }
    }

    private List<Object> times() throws IOException {
        List<Object> times = new ArrayList<>();
        for (Path file : weights()) {
            times.add(Map.entry(file, Files.getLastModifiedTime(file)));
        }
        return times;
    }
}
