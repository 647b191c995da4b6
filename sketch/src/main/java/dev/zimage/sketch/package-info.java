/// The typographic compositor: reads a prompt and sets a poster. No model and no download; see
/// [SketchEngine].
@NullMarked
package dev.zimage.sketch;

import org.jspecify.annotations.NullMarked;
