/// Which engine draws which model, and whether it can. A new kind of engine in this process is a
/// class that implements [dev.zimage.engines.EngineKind], one line in
/// [dev.zimage.engines.EngineKinds], and a constant of [dev.zimage.config.EngineChoice]. Kinds of
/// engines on other servers are in [dev.zimage.upstream.ServerKinds].
@NullMarked
package dev.zimage.engines;

import org.jspecify.annotations.NullMarked;
