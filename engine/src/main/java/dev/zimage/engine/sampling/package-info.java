/// From noise to latents: the noise of a seed ([TorchNoise]) and the levels of noise that are
/// stepped through ([FlowMatchSchedule]), with the numbers that the reference pipeline has.
@NullMarked
package dev.zimage.engine.sampling;

import org.jspecify.annotations.NullMarked;
