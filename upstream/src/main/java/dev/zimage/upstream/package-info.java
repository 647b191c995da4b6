/// Engines on other servers. [UpstreamEngine] draws on servers that speak OpenAI's images API, keep
/// a queue of jobs, or run ComfyUI, as its [UpstreamOptions] say. What a server answers is not
/// trusted: it is bounded in size and time, and nothing but a decoded picture of the wanted size
/// leaves this package.
@NullMarked
package dev.zimage.upstream;

import org.jspecify.annotations.NullMarked;
