package dev.zimage.engine.graph;

import dev.zimage.engine.onnx.Value;

/// Angles of a rotary position embedding inside a graph: a row for each token, a column for each
/// pair of channels.
record Rotation(Value cos, Value sin) {}
