/// What is on a picture, as far as it should not be shown to everybody: the published MobileNetV2
/// of [nsfwjs](https://github.com/infinitered/nsfwjs) (MIT, version 4.4.0), whose weights are in
/// the resources of this package, as a graph of ours. It gives the probabilities that nsfwjs gives
/// for the same pixels.
@NullMarked
package dev.zimage.engine.safety;

import org.jspecify.annotations.NullMarked;
