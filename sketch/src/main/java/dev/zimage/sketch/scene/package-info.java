/// The pictures behind the type: each scene is drawn from vectors and noise in the colours of a
/// palette. Start reading at [Scenery].
@NullMarked
package dev.zimage.sketch.scene;

import org.jspecify.annotations.NullMarked;
