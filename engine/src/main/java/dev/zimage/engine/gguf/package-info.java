/// Weights in GGUF files, as llama.cpp, stable-diffusion.cpp and ComfyUI-GGUF write them: mapped,
/// and decoded block by block into the floats that the reference reader gives. Start at [GgufFile].
///
/// The format is described at <https://github.com/ggml-org/ggml/blob/master/docs/gguf.md>, the
/// blocks in `ggml-common.h` there; the reference is Python's `gguf`.
@NullMarked
package dev.zimage.engine.gguf;

import org.jspecify.annotations.NullMarked;
