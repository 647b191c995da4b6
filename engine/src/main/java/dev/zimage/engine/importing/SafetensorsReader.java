package dev.zimage.engine.importing;

import dev.zimage.engine.weights.Names;
import dev.zimage.engine.weights.Tensor;
import dev.zimage.engine.weights.TensorType;
import dev.zimage.engine.weights.Weights;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// The tensors of a safetensors file with what belongs to their values: the scales of fp8, under
/// the names of either of ComfyUI's conventions.
///
/// The first writes `layer.scale_weight` beside `layer.weight` and a tensor `scaled_fp8` for the
/// file. The second writes `layer.weight_scale`, and says the format of each layer in
/// [QuantisedLayers].
record SafetensorsReader(Path path, Weights weights) {

    private static final String WEIGHT = ".weight";
    private static final List<String> SCALES = List.of(".scale_weight", ".weight_scale");

    /// Ends of names beside quantised values that the values do not depend on: scales of the
    /// activations, and marks.
    private static final Set<String> UNUSED =
            Set.of("scale_input", "input_scale", "scaled_fp8", QuantisedLayers.MARK);

    /// Ends of names of what other quantisations need to be read.
    private static final Set<String> OTHERS =
            Set.of(
                    "weight_scale_2",
                    "pre_quant_scale",
                    "absmax",
                    "quant_map",
                    "qweight",
                    "qzeros",
                    "wscales",
                    "weight_codebook");

    private static final String TAKE =
            "take the file in bf16, f16, fp8 (e4m3fn) or GGUF (Q8_0 or smaller)";

    List<SourceTensor> tensors() throws IOException {
        QuantisedLayers layers = QuantisedLayers.of(weights);
        List<SourceTensor> tensors = new ArrayList<>();
        for (String name : weights.names()) {
            String end = name.substring(name.lastIndexOf('.') + 1);
            if (OTHERS.contains(end) || name.contains(".quant_state.")) {
                throw unread("quantised weights (%s)".formatted(Names.one(name)));
            }
            if (!UNUSED.contains(end) && !isScale(name)) {
                tensors.add(tensor(name, layers));
            }
        }
        return tensors;
    }

    private boolean isScale(String name) {
        return SCALES.stream()
                .filter(name::endsWith)
                .map(scale -> name.substring(0, name.length() - scale.length()) + WEIGHT)
                .anyMatch(weights.names()::contains);
    }

    private SourceTensor tensor(String name, QuantisedLayers layers) throws IOException {
        List<Long> shape = Objects.requireNonNull(weights.shape(name));
        MemorySegment bytes = weights.bytes(name);
        String layer = name.endsWith(WEIGHT) ? name.substring(0, name.lastIndexOf('.')) : name;
        Optional<EightBitFloat> small = eightBits(name, layer, layers);
        if (small.isPresent()) {
            long rows = shape.isEmpty() ? 1 : shape.getFirst();
            long row = bytes.byteSize() / Math.max(rows, 1);
            return new SourceTensor(
                    name,
                    shape,
                    new SourceValues.EightBits(
                            bytes, small.get(), scales(layer, shape), Math.max(row, 1)));
        }
        TensorType type = type(name);
        for (float scale : scales(layer, shape)) {
            if (scale != 1) {
                throw unread("%s values with a scale (%s)".formatted(type, Names.one(name)));
            }
        }
        return new SourceTensor(name, shape, new SourceValues.Plain(bytes, type));
    }

    /// The kind of a tensor's 8-bit floats; empty where it has none.
    private Optional<EightBitFloat> eightBits(String name, String layer, QuantisedLayers layers)
            throws ImportException {
        Optional<String> format = name.endsWith(WEIGHT) ? layers.format(layer) : Optional.empty();
        String type = weights.type(name);
        for (EightBitFloat small : EightBitFloat.values()) {
            boolean stored = small.safetensorsName().equals(type);
            boolean contained = "U8".equals(type) && format.isPresent();
            if (format.map(small.comfyName()::equals).orElse(stored) && (stored || contained)) {
                return Optional.of(small);
            }
        }
        if (format.isPresent()) {
            throw unread("weights in %s (%s)".formatted(Names.one(format.get()), Names.one(name)));
        }
        return Optional.empty();
    }

    private TensorType type(String name) throws ImportException {
        String type = String.valueOf(weights.type(name));
        for (TensorType known : TensorType.values()) {
            if (known.name().equals(type)) {
                return known;
            }
        }
        throw unread("values of type %s (%s)".formatted(Names.one(type), Names.one(name)));
    }

    /// Those of a layer: one, one a row, or none.
    private float[] scales(String layer, List<Long> shape) throws IOException {
        for (String end : SCALES) {
            if (weights.shape(layer + end) != null) {
                Tensor scale = weights.tensor(layer + end);
                long rows = shape.isEmpty() ? 1 : shape.getFirst();
                boolean perRow = scale.shape().isEmpty() || scale.shape().getFirst() == rows;
                if (scale.values() != 1 && !(perRow && scale.values() == rows)) {
                    throw unread(
                            "scales for blocks of a weight (%s is %s)"
                                    .formatted(Names.one(layer + end), scale.shape()));
                }
                return scale.floats();
            }
        }
        return new float[0];
    }

    private ImportException unread(String what) {
        return new ImportException("%s: %s, which are not read".formatted(path, what), TAKE);
    }
}
