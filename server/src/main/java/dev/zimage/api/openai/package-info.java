/// The API at `/v1`, which OpenAI's clients speak: the same tasks, in OpenAI's shapes.
@NullMarked
package dev.zimage.api.openai;

import org.jspecify.annotations.NullMarked;
