/// The pictures behind the type: each scene is drawn from vectors and noise in the colours of a
/// palette. Start reading at [Scenery].
///
/// The package has more than 30 files because each kind of scene is painted by a type of its own,
/// and none of them is public.
@NullMarked
package dev.zimage.sketch.scene;

import org.jspecify.annotations.NullMarked;
