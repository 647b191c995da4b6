/// A prompt into pixels, in this process. This package is the seam that everything else is built
/// on: what an engine is ([ImageEngine]), what it is asked ([ImageRequest]) and what it answers
/// ([GeneratedImage]). The engines live in packages of their own below it.
@NullMarked
package dev.zimage.engine;

import org.jspecify.annotations.NullMarked;
