/// Computation graphs in the ONNX format, and sessions of ONNX Runtime that run them.
///
/// A [Graph] is built in Java with fluent [Value]s. Its large constants are not in it: they are
/// pieces of a file ([Graph#external]) that the runtime maps. [Session] loads a graph and runs it.
/// What the graphs compute is not known here.
@NullMarked
package dev.zimage.engine.onnx;

import org.jspecify.annotations.NullMarked;
