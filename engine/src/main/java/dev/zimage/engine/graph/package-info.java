/// The three networks of Z-Image as graphs, and what runs them.
///
/// Each network has a class that writes its graph and reads like the reference implementation
/// (`…Graph`), with the names of its modules, and a class that loads and runs it: [TextEncoder],
/// [Transformer] and [VaeDecoder]. All three are opened in the same way:
///
/// ```java
/// ModelFolder model = ModelFolder.open(folder);
/// PreparedFolder prepared = new PreparedFolder(folder.resolve("prepared"), listener);
/// RuntimeOptions runtime = RuntimeOptions.defaults();
/// Cancellation stop = new Cancellation();
/// try (TextEncoder encoder = TextEncoder.open(model, Precision.INT8, prepared, runtime)) {
///     float[] text = encoder.encode(ids, stop);
/// }
/// ```
///
/// Tensors at this border are float arrays, row after row; their shapes are with the methods.
@NullMarked
package dev.zimage.engine.graph;

import org.jspecify.annotations.NullMarked;
