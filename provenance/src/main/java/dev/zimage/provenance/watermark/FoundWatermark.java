package dev.zimage.provenance.watermark;

/// A mark that was found in a picture.
///
/// @param agreement how well the picture agrees with the mark: the mean cosine between the phases
///   of its waves and the mark's, 1 at most
/// @param scale the size of the picture, as a share of its size when it was marked
public record FoundWatermark(WatermarkPayload payload, double agreement, double scale) {}
