package dev.zimage.engine.graph;

import dev.zimage.engine.onnx.Value;

/// A picture within the decoder, with channels last.
///
/// @param pixels rows by columns by channels; below the picture there may be surplus rows, whose
///   values mean nothing
/// @param means of the channels in each row: rows by channels, without surplus rows
/// @param variances of the channels in each row, in the same shape
record FeatureMap(Value pixels, Value means, Value variances) {

    /// A picture without surplus rows.
    static FeatureMap of(Value pixels) {
        Value means = pixels.mean(1);
        return new FeatureMap(
                pixels, means.reshape(0, -1), squares(pixels.minus(means)).mean(1).reshape(0, -1));
    }

    /// A group norm over the whole picture.
    ///
    /// @param weight of the channels
    /// @param bias of the channels
    Affine groupNorm(Value weight, Value bias, int groups, double epsilon) {
        Value mean = means.mean(0);
        Value variance = variances.mean(0).plus(squares(means.minus(mean)).mean(0));
        Value channels = mean.reshape(groups, -1);
        Value group = channels.mean(1);
        Value around = variance.reshape(groups, -1).plus(squares(channels.minus(group))).mean(1);
        Value scale =
                weight.reshape(groups, -1).dividedBy(around.plus((float) epsilon).squareRoot());
        Value shift = bias.reshape(groups, -1).minus(group.times(scale));
        return new Affine(scale.reshape(-1), shift.reshape(-1));
    }

    private static Value squares(Value x) {
        return x.times(x);
    }
}
