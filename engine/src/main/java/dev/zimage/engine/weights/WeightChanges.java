package dev.zimage.engine.weights;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Changes to published weights that are made while they are read.
///
/// @param deltas by the name of the tensor
/// @param files that they come from, in the order in which they are applied
/// @param key tells these changes from others, short and of letters and digits; empty for none
public record WeightChanges(Map<String, List<TensorDelta>> deltas, List<Path> files, String key) {

    public static final WeightChanges NONE = new WeightChanges(Map.of(), List.of(), "");

    public WeightChanges {
        deltas = Map.copyOf(deltas);
        files = List.copyOf(files);
    }

    /// A tensor with its changes.
    public Tensor apply(Tensor published) {
        List<TensorDelta> own = deltas.getOrDefault(published.name(), List.of());
        return own.isEmpty() ? published : published.withDeltas(own);
    }
}
