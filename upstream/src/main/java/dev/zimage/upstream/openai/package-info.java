/// Servers with OpenAI's images API, or with one that is like it. Start reading at [OpenAiKind].
@NullMarked
package dev.zimage.upstream.openai;

import org.jspecify.annotations.NullMarked;
