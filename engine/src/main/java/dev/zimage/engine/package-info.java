/// A prompt into pixels, in this process. This package is the seam that everything else is built
/// on: what an engine is ([ImageEngine]), what it is asked ([ImageRequest]) and what it answers
/// ([GeneratedImage]). The engine with the model is the package `zimage` below it; other engines
/// are modules of their own.
@NullMarked
package dev.zimage.engine;

import org.jspecify.annotations.NullMarked;
