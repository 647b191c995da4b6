package dev.zimage.engine.graph;

import dev.zimage.engine.onnx.Value;

/// A norm whose statistics are known: `x · scale + shift`, each with one value a channel.
record Affine(Value scale, Value shift) {}
