/// Pictures from Z-Image-Turbo, Z-Image and models of their kind: start at [ZImageEngine].
///
/// A prompt becomes tokens (`text`) and states of the text encoder ([PromptEmbeddings]); noise of
/// the seed goes down the levels of the scheduler, each step by what the transformer says
/// ([Sampler]); the decoder makes pixels of the latents, which must be a picture ([Pixels]).
@NullMarked
package dev.zimage.engine.zimage;

import org.jspecify.annotations.NullMarked;
