package dev.zimage.tasks;

import dev.zimage.engine.ImageFormat;
import dev.zimage.engine.ImageSize;
import dev.zimage.textcheck.TextCheckMode;
import org.jspecify.annotations.Nullable;

/// What a task draws.
///
/// @param engine the name of the engine that draws it
/// @param checkedUnder the id of the order's request when the picture has to pass the content
///   check; null when it need not
/// @param textCheck what becomes of it when its prompt wants texts
public record PictureSpec(
        String model,
        String engine,
        String prompt,
        ImageSize size,
        long seed,
        ImageFormat format,
        @Nullable String checkedUnder,
        TextCheckMode textCheck) {

    /// Omits the prompt, so that it is never logged.
    @Override
    public String toString() {
        return "PictureSpec[" + model + ", " + engine + ", " + size + ", " + format + "]";
    }
}
