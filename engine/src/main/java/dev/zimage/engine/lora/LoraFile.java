package dev.zimage.engine.lora;

import dev.zimage.engine.Fault;
import dev.zimage.engine.model.ModelException;
import dev.zimage.engine.model.TensorLayout;
import dev.zimage.engine.weights.Names;
import dev.zimage.engine.weights.Tensor;
import dev.zimage.engine.weights.TensorDelta;
import dev.zimage.engine.weights.Weights;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One LoRA file, matched with the layers of a transformer.
final class LoraFile {

    private static final Pattern PART =
            Pattern.compile(
                    "(.+?)\\.(?:(lora_A|lora_down|lora\\.down)|(lora_B|lora_up|lora\\.up))"
                            + "(?:\\.default)?\\.weight|(.+)\\.alpha");

    /// Changes of other kinds than a product of two matrices.
    private static final Pattern OTHER_METHOD =
            Pattern.compile(
                    "lokr_|hada_|oft_|boft_|glora|dora_scale|lora_magnitude|lora_mid|\\.diff(_b)?$"
                            + "|\\.set_weight$|ia3");

    private static final Pattern TEXT_ENCODER =
            Pattern.compile("^(lora_te\\d?_|text_encoders?\\.|te\\d?\\.)");

    /// Far above that of any LoRA, far below what would fill the heap.
    private static final long MOST_RANK = 4096;

    /// In bytes. PEFT's are of a few thousand.
    private static final long LARGEST_CONFIGURATION = 1 << 20;

    private static final String METADATA = "lora_adapter_metadata";
    private static final String OF_TRANSFORMER = "transformer.";

    private static final String REMEDY = "take a LoRA that was made for Z-Image or Z-Image-Turbo";

    private final Lora lora;
    private final Weights weights;
    private final TensorLayout layout;
    private final Map<String, Layer> layers = new LinkedHashMap<>();

    /// What the file has of one layer.
    private static final class Layer {
        private @Nullable Tensor down;
        private @Nullable Tensor up;
        private @Nullable Double alpha;
    }

    private LoraFile(Lora lora, Weights weights, TensorLayout layout) {
        this.lora = lora;
        this.weights = weights;
        this.layout = layout;
    }

    /// Reads the changes to each tensor.
    ///
    /// @throws ModelException names what of the file does not fit this transformer
    static void read(
            Lora lora,
            Weights weights,
            TensorLayout layout,
            BiConsumer<String, TensorDelta> changes)
            throws IOException {
        LoraFile file = new LoraFile(lora, weights, layout);
        file.collect();
        file.match(changes);
    }

    private void collect() throws IOException {
        for (String name : weights.names()) {
            if (OTHER_METHOD.matcher(name).find()) {
                throw refused(
                        "its changes are of another kind than LoRA (%s), which is not supported"
                                .formatted(Names.one(name)));
            }
            if (TEXT_ENCODER.matcher(name).find()) {
                throw refused(
                        "it changes the text encoder too (%s), which is not supported"
                                .formatted(Names.one(name)));
            }
            Matcher part = PART.matcher(name);
            if (!part.matches()) {
                throw refused("not a LoRA file: it has a tensor " + Names.one(name));
            }
            put(part, weights.tensor(name));
        }
        if (layers.isEmpty()) {
            throw refused("it has no layers");
        }
    }

    private void put(Matcher part, Tensor tensor) throws ModelException {
        String name = part.group(1) == null ? part.group(4) : part.group(1);
        Layer layer = layers.computeIfAbsent(name, _ -> new Layer());
        if (part.group(1) == null) {
            requireOnce(name, layer.alpha);
            layer.alpha = alpha(tensor);
        } else if (part.group(2) != null) {
            requireOnce(name, layer.down);
            layer.down = tensor;
        } else {
            requireOnce(name, layer.up);
            layer.up = tensor;
        }
    }

    /// Two changes to a layer would add up, or one would be lost.
    private void requireOnce(String layer, @Nullable Object known) throws ModelException {
        if (known != null) {
            throw refused("layer %s is there twice".formatted(Names.one(layer)));
        }
    }

    private double alpha(Tensor tensor) throws ModelException {
        if (tensor.values() != 1) {
            throw refused(
                    "tensor %s has %d values and should have one"
                            .formatted(Names.one(tensor.name()), tensor.values()));
        }
        return tensor.floats()[0];
    }

    private void match(BiConsumer<String, TensorDelta> changes) throws IOException {
        LoraNames names = new LoraNames(layout);
        List<String> strange =
                layers.keySet().stream().filter(name -> names.layers(name).isEmpty()).toList();
        if (!strange.isEmpty()) {
            throw refused(
                    "%d of its %d layers are not in this model: %s"
                            .formatted(
                                    strange.size(), layers.size(), Names.some(strange.stream())));
        }
        LoraScale scale = scale();
        List<String> misshapen = new ArrayList<>();
        Set<String> changed = new HashSet<>();
        for (Map.Entry<String, Layer> layer : layers.entrySet()) {
            List<String> targets = names.layers(layer.getKey()).orElseThrow();
            for (String target : targets) {
                requireOnce(layer.getKey(), changed.add(target) ? null : target);
            }
            add(layer.getKey(), layer.getValue(), targets, scale, misshapen, changes);
        }
        if (!misshapen.isEmpty()) {
            throw refused(
                    "its layers are not those of this model: " + Names.some(misshapen.stream()));
        }
    }

    /// By PEFT's configuration: diffusers puts it into the metadata, PEFT beside the file.
    private LoraScale scale() throws IOException {
        String text = weights.metadata().get(METADATA);
        if (text != null) {
            return scale(METADATA, text, OF_TRANSFORMER);
        }
        Optional<Path> beside = lora.configuration();
        if (beside.isEmpty()) {
            return LoraScale.BY_TENSORS;
        }
        String name = beside.get().getFileName().toString();
        if (Files.size(beside.get()) > LARGEST_CONFIGURATION) {
            throw refused(
                    "%s beside it is larger than %,d bytes".formatted(name, LARGEST_CONFIGURATION));
        }
        byte[] json = Files.readAllBytes(beside.get());
        return scale(name, new String(json, StandardCharsets.UTF_8), "");
    }

    private LoraScale scale(String source, String text, String prefix) throws ModelException {
        try {
            return LoraScale.of(text, prefix);
        } catch (IllegalArgumentException e) {
            throw refused(
                    "its %s cannot be used: %s"
                            .formatted(source, Names.one(String.valueOf(e.getMessage()))));
        }
    }

    private void add(
            String name,
            Layer layer,
            List<String> targets,
            LoraScale scale,
            List<String> misshapen,
            BiConsumer<String, TensorDelta> changes)
            throws ModelException {
        Tensor down = layer.down;
        Tensor up = layer.up;
        if (down == null || up == null) {
            throw refused("layer %s has one of its two matrices only".formatted(Names.one(name)));
        }
        List<Long> shape = Objects.requireNonNull(layout.shapes().get(targets.getFirst()));
        long outputs = shape.get(0) * targets.size();
        long rank = down.shape().isEmpty() ? 0 : down.shape().getFirst();
        if (rank == 0 || !fits(down, rank, shape.get(1)) || !fits(up, outputs, rank)) {
            misshapen.add(
                    "%s: %s times %s is not %d by %d"
                            .formatted(name, up.shape(), down.shape(), outputs, shape.get(1)));
            return;
        }
        if (rank > MOST_RANK) {
            throw refused(
                    "layer %s is of rank %,d, and at most %,d is read"
                            .formatted(Names.one(name), rank, MOST_RANK));
        }
        double by = lora.strength() * factor(scale, name, layer.alpha, rank);
        for (int i = 0; i < targets.size(); i++) {
            int firstRow = Math.toIntExact(i * shape.get(0));
            changes.accept(targets.get(i), new LowRankDelta(down, up, firstRow, by));
        }
    }

    private double factor(LoraScale scale, String name, @Nullable Double alpha, long rank)
            throws ModelException {
        try {
            return scale.of(LoraNames.bare(name), alpha, rank);
        } catch (IllegalArgumentException e) {
            throw refused("its configuration cannot be used: " + e.getMessage());
        }
    }

    /// A matrix, or the kernel of one pixel that some programs write for it.
    private static boolean fits(Tensor matrix, long rows, long columns) {
        List<Long> shape = matrix.shape();
        return shape.size() >= 2
                && shape.get(0) == rows
                && shape.get(1) == columns
                && shape.stream().skip(2).allMatch(side -> side == 1);
    }

    private ModelException refused(String why) {
        return new ModelException(new Fault(lora.file() + ": " + why, REMEDY), false);
    }
}
