package dev.zimage.engine.zimage;

import dev.zimage.engine.sampling.Guidance;

/// How noise becomes a picture.
///
/// @param steps from noise to the picture
/// @param guidance towards the prompt
public record Sampling(int steps, Guidance guidance) {}
