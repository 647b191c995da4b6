package dev.zimage.engine.graph;

import dev.zimage.engine.onnx.Value;

/// A norm, once the picture is known: `x · scale + shift`, a value a channel each.
record Affine(Value scale, Value shift) {}
