package dev.zimage.engine.graph;

import dev.zimage.engine.onnx.Value;
import org.jspecify.annotations.Nullable;

/// A picture within the decoder, with channels last. A number that a convolution adds to each
/// channel is kept beside the pixels: the next norm takes it into its own, which saves a pass over
/// all pixels.
///
/// @param pixels rows by columns by channels; below the picture there may be surplus rows, whose
///   values mean nothing
/// @param bias to be added to all pixels of each channel; null for none
/// @param means of the channels in each row, without the bias: rows by channels, without surplus
///   rows
/// @param variances of the channels in each row, in the same shape
record FeatureMap(Value pixels, @Nullable Value bias, Value means, Value variances) {

    /// A picture without surplus rows.
    static FeatureMap of(Value pixels, @Nullable Value bias) {
        Value means = pixels.mean(1);
        return new FeatureMap(
                pixels,
                bias,
                means.reshape(0, -1),
                squares(pixels.minus(means)).mean(1).reshape(0, -1));
    }

    /// A group norm over the whole picture, for its pixels as they are, without the bias.
    ///
    /// @param weight of the channels
    /// @param offset of the channels
    Affine groupNorm(Value weight, Value offset, int groups, double epsilon) {
        Value mean = means.mean(0);
        Value variance = variances.mean(0).plus(squares(means.minus(mean)).mean(0));
        Value channels = (bias == null ? mean : mean.plus(bias)).reshape(groups, -1);
        Value group = channels.mean(1);
        Value around = variance.reshape(groups, -1).plus(squares(channels.minus(group))).mean(1);
        Value scale =
                weight.reshape(groups, -1).dividedBy(around.plus((float) epsilon).squareRoot());
        Value shift = offset.reshape(groups, -1).minus(group.times(scale));
        Value scales = scale.reshape(-1);
        Value shifts = shift.reshape(-1);
        return new Affine(scales, bias == null ? shifts : shifts.plus(bias.times(scales)));
    }

    private static Value squares(Value x) {
        return x.times(x);
    }
}
