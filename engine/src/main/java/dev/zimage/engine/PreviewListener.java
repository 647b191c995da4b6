package dev.zimage.engine;

import java.awt.image.BufferedImage;

/// Is shown what a picture is going to be, after each step, on the calling thread.
@FunctionalInterface
public interface PreviewListener {

    /// Whether somebody would look at a preview now; asked before each is made.
    default boolean isWanted() {
        return true;
    }

    /// @param step that is done, from 1
    /// @param picture small and rough: a pixel for each place of the latents
    void preview(int step, BufferedImage picture);

    /// No preview could be made, and none of this picture is tried any more. The picture goes on.
    default void failed(Throwable reason) {}
}
