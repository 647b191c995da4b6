package dev.zimage.provenance.watermark;

/// How the tiles of a mark lie in a picture.
///
/// @param scaleX the size of the picture, as a share of the marked one's
/// @param scaleY likewise, downwards
/// @param shiftX where a tile begins, in tiles right of the picture's centre
/// @param shiftY likewise, downwards
/// @param agreement the mean cosine between the phases of all waves and those expected: about 0 in
///   a picture without the mark, 1 at most
record Alignment(double scaleX, double scaleY, double shiftX, double shiftY, double agreement) {}
