package dev.zimage.ocr;

/// The scale at which the detector looks at a picture.
///
/// @param side how long the longer side of the picture is made before the detector sees it: small
///   for large letters, large for small ones
/// @param growth how much larger a line is than the core that the detector finds, on all sides: the
///   core's area divided by its circumference, times this (`unclip_ratio` in PaddleOCR)
record Look(int side, double growth) {

    /// At this size the detector finds letters from a fiftieth to a third of the picture's side.
    static final Look USUAL = new Look(736, 1.6);
}
