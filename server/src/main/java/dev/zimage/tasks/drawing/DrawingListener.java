package dev.zimage.tasks.drawing;

import dev.zimage.tasks.TaskId;
import dev.zimage.tasks.TaskProgress;
import java.awt.image.BufferedImage;

/// Watches the pictures of this process while they are drawn. Called on the worker's thread between
/// two steps, so it must return at once.
public interface DrawingListener {

    void progressed(TaskId task, TaskProgress progress);

    /// Whether somebody would look at a preview of this task now.
    boolean wantsPreview(TaskId task);

    /// @param picture small and rough
    void previewed(TaskId task, BufferedImage picture);
}
