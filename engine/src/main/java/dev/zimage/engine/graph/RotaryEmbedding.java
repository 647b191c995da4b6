package dev.zimage.engine.graph;

import dev.zimage.engine.onnx.Value;

/// A rotary position embedding inside a graph: a row of angles for each token, a column for each
/// pair of channels.
record RotaryEmbedding(Value cos, Value sin) {}
