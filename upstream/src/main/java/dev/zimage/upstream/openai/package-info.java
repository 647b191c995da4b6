/// Servers with OpenAI's images API, and its relatives.
@NullMarked
package dev.zimage.upstream.openai;

import org.jspecify.annotations.NullMarked;
