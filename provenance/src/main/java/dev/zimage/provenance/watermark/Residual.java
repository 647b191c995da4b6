package dev.zimage.provenance.watermark;

/// What of a picture the detector looks at: the plane without its large shapes, weighted so that
/// calm areas, where a faint mark stands out, count more than busy ones.
///
/// @param values the weighted residual
/// @param strength how strong the mark may be at each place, in steps of luma
/// @param gain what a pattern that is added with this strength comes to in `values`, on average
@SuppressWarnings("ArrayRecordComponent") // never compared; copying it would cost
record Residual(int width, int height, float[] values, float[] strength, float gain) {

    /// Of the squares over which means are taken; their sides are about the longest wave of a mark.
    private static final int RADIUS = 8;

    /// The strength on flat ground: half a step of brightness, below what is seen.
    private static final float FLAT = 0.6f;

    private static final float STRONGEST = 3f;

    /// How much stronger it may be where the picture is grainy.
    private static final float SHARE = 0.45f;

    /// A contrast with the neighbours above this, for example at the edge of a letter, hides the
    /// mark no better.
    private static final float EDGE = 6;

    /// The variance of a flat ground that was marked and compressed.
    private static final float FLOOR = 2.5f;

    static Residual of(Plane plane) {
        int width = plane.width();
        int height = plane.height();
        float[] luma = plane.values();
        float[] mean = BoxFilter.mean(luma, width, height, RADIUS);
        float[] near = BoxFilter.mean(luma, width, height, 1);
        float[] residual = new float[luma.length];
        float[] squares = new float[luma.length];
        float[] contrast = new float[luma.length];
        for (int i = 0; i < luma.length; i++) {
            float r = luma[i] - mean[i];
            residual[i] = r;
            squares[i] = r * r;
            contrast[i] = Math.min(Math.abs(luma[i] - near[i]), EDGE);
        }
        float[] variance = BoxFilter.mean(squares, width, height, RADIUS);
        float[] activity = BoxFilter.mean(contrast, width, height, RADIUS);
        double gain = 0;
        for (int i = 0; i < luma.length; i++) {
            float strength = Math.min(FLAT + SHARE * activity[i], STRONGEST);
            float weight = strength / (variance[i] + FLOOR);
            gain += weight * strength;
            activity[i] = strength;
            residual[i] *= weight;
        }
        return new Residual(width, height, residual, activity, (float) (gain / luma.length));
    }
}
