/// Colours and what is reckoned with them: perceptual mixing, palettes, the light of a scene.
@NullMarked
package dev.zimage.sketch.colour;

import org.jspecify.annotations.NullMarked;
