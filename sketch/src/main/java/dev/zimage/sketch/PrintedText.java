package dev.zimage.sketch;

import java.awt.geom.Path2D;

/// A text as it stands on the page, for proofreading.
///
/// @param outline in pixels
/// @param ink `0xRRGGBB`
/// @param size pixels an em
record PrintedText(Path2D outline, int ink, double size) {}
