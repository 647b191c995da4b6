/// Weights as they are published: `.safetensors` files, mapped and never read into the heap. Start
/// at [Weights].
///
/// The format is described at <https://huggingface.co/docs/safetensors>: eight bytes with the
/// length of the header, the header in JSON (name, type, shape and place of each tensor), then the
/// data without gaps.
@NullMarked
package dev.zimage.engine.weights;

import org.jspecify.annotations.NullMarked;
