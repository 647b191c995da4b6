/// Which engine draws which model, and whether it can. A new kind of engine is a class that
/// implements [dev.zimage.engines.EngineKind], and one line in [dev.zimage.engines.EngineKinds].
@NullMarked
package dev.zimage.engines;

import org.jspecify.annotations.NullMarked;
