package dev.zimage.engine.importing;

import java.util.List;

/// A tensor as the file has it.
///
/// @param name in the file
/// @param shape from the slowest to the fastest axis
record SourceTensor(String name, List<Long> shape, SourceValues values) {

    SourceTensor {
        shape = List.copyOf(shape);
    }
}
