/// A prompt into the token ids that the text encoder takes. Start at [PromptTokenizer].
///
/// Byte-level byte pair encoding as in GPT-2 (Radford et al., 2019) after Sennrich et al. (2016),
/// read from the `tokenizer.json` of Hugging Face's tokenizers and kept equal to what that library
/// does with it. Written here because the bindings to that library bring four native builds, look
/// for a cloud's metadata service when they start, and may fetch a build of their own.
@NullMarked
package dev.zimage.engine.text;

import org.jspecify.annotations.NullMarked;
