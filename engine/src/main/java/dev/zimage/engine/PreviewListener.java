package dev.zimage.engine;

import java.awt.image.BufferedImage;

/// Receives a preview of a picture after each step, on the calling thread.
@FunctionalInterface
public interface PreviewListener {

    /// Whether a preview is wanted now; asked before each is made.
    default boolean isWanted() {
        return true;
    }

    /// @param step that is done, from 1
    /// @param picture small and rough: a pixel for each place of the latents
    void preview(int step, BufferedImage picture);

    /// A preview could not be made, and no other of this picture is tried. The picture continues.
    default void failed(Throwable reason) {}
}
