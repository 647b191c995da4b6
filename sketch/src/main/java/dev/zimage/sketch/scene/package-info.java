/// The pictures behind the type: finds what a prompt names and chooses the drawing, the light and
/// the land that show it; `sketch.drawing` paints them. Start reading at [Scenery].
@NullMarked
package dev.zimage.sketch.scene;

import org.jspecify.annotations.NullMarked;
