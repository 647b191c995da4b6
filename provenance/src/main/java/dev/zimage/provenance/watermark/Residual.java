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

    /// @param plane whose values are overwritten: pictures may be large
    static Residual of(Plane plane) {
        int width = plane.width();
        int height = plane.height();
        BoxFilter filter = new BoxFilter(width, height);
        float[] luma = plane.values();
        float[] residual = new float[luma.length];
        float[] activity = new float[luma.length];
        filter.mean(luma, RADIUS, residual);
        filter.mean(luma, 1, activity);
        float[] variance = luma;
        for (int i = 0; i < luma.length; i++) {
            float r = luma[i] - residual[i];
            activity[i] = Math.min(Math.abs(luma[i] - activity[i]), EDGE);
            residual[i] = r;
            variance[i] = r * r;
        }
        filter.mean(variance, RADIUS, variance);
        filter.mean(activity, RADIUS, activity);
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
