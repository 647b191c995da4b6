/// The folder of a model in the layout that Z-Image-Turbo is published in: its configurations, and
/// the check of its weights against them. Start at [ModelFolder].
@NullMarked
package dev.zimage.engine.model;

import org.jspecify.annotations.NullMarked;
