/// The pictures behind the type: each scene is drawn from vectors and noise in the colours of a
/// palette. See [Scenes] for the vocabulary and [Scene] for what one is.
@NullMarked
package dev.zimage.engine.sketch.scene;

import org.jspecify.annotations.NullMarked;
