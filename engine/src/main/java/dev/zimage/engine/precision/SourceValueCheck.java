package dev.zimage.engine.precision;

import dev.zimage.engine.Fault;
import dev.zimage.engine.weights.Names;
import dev.zimage.engine.weights.Tensor;
import dev.zimage.engine.weights.ValueScan;
import dev.zimage.engine.weights.WeightsException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/// Checks published values before they are prepared. Quantising would turn NaN into numbers, and a
/// part of a file that a download never wrote is zeros: with either, pictures would be bad without
/// any error. Safe for use by several threads.
final class SourceValueCheck {

    /// Values that are read at once.
    private static final int BLOCK = 1 << 14;

    private final List<Path> changes;
    private final Set<String> checked = ConcurrentHashMap.newKeySet();

    /// @param changes the files whose changes are added to the published values
    SourceValueCheck(List<Path> changes) {
        this.changes = changes;
    }

    /// Checks a tensor the first time that it is given.
    ///
    /// @throws WeightsException when it has a value that is no number, or is zeros in a long run or
    ///   as a whole; names the file and the tensor
    void check(Tensor tensor) throws WeightsException {
        if (!checked.add(tensor.name())) {
            return;
        }
        Optional<String> problem = scan(tensor).problem(tensor.shape());
        if (problem.isEmpty()) {
            return;
        }
        if (!tensor.deltas().isEmpty()) {
            Tensor published = tensor.withDeltas(List.of());
            if (scan(published).problem(tensor.shape()).isEmpty()) {
                throw changed(tensor, problem.get());
            }
        }
        throw DamagedFile.of(
                tensor.file(), "tensor %s %s".formatted(Names.one(tensor.name()), problem.get()));
    }

    private static ValueScan scan(Tensor tensor) {
        ValueScan scan = new ValueScan();
        float[] block = new float[BLOCK];
        for (long from = 0; from < tensor.values(); from += BLOCK) {
            int count = (int) Math.min(BLOCK, tensor.values() - from);
            tensor.read(from, block, 0, count);
            scan.add(block, count);
        }
        return scan;
    }

    private WeightsException changed(Tensor tensor, String what) {
        return new WeightsException(
                new Fault(
                        "%s: changed by it, tensor %s %s"
                                .formatted(
                                        changes.stream()
                                                .map(Path::toString)
                                                .collect(Collectors.joining(", ")),
                                        Names.one(tensor.name()),
                                        what),
                        "the LoRA file is damaged: download it again, or take another one"),
                false);
    }
}
