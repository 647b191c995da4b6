package dev.zimage.media;

import dev.zimage.engine.ImageFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Identifies one picture of a task.
///
/// @param taskHex the 32 lowercase hex digits of the task's id
/// @param index of the picture within its task, 0 to [#MAX_INDEX]
/// @param format how the picture is encoded; it decides the extension
public record MediaKey(String taskHex, int index, ImageFormat format) {

    /// The highest index of a picture within its task.
    public static final int MAX_INDEX = 99;

    /// The index of the first picture that is edited, in a set of such pictures. Those before it
    /// are drawn.
    private static final int FIRST_SOURCE = 50;

    private static final Pattern TASK = Pattern.compile("[0-9a-f]{32}");
    private static final Pattern PATH =
            Pattern.compile("tasks/([0-9a-f]{32})/(0|[1-9][0-9]?)\\.(jpg|png)");

    public MediaKey {
        if (!TASK.matcher(taskHex).matches()) {
            throw new IllegalArgumentException("a task is 32 lowercase hex digits: " + taskHex);
        }
        if (index < 0 || index > MAX_INDEX) {
            throw new IllegalArgumentException("index must be 0 to " + MAX_INDEX + ": " + index);
        }
    }

    /// A picture that is edited.
    ///
    /// @param set 32 lowercase hex digits that its set has in place of a task's
    /// @param number in the set, from 0
    public static MediaKey source(String set, int number) {
        return new MediaKey(set, FIRST_SOURCE + number, ImageFormat.PNG);
    }

    /// Whether it is a picture to edit, and no finished one.
    public boolean isSource() {
        return index >= FIRST_SOURCE;
    }

    /// The key as a path, for example `tasks/018f5a3a1b6e7d9f8c2b4d6e8f0a2c4e/0.jpg`.
    public String path() {
        return "tasks/" + taskHex + "/" + index + "." + format.extension();
    }

    /// The key whose [#path] is exactly `path`; empty for everything else. So no spelling of a path
    /// leads out of the store, and every picture has exactly one address.
    public static Optional<MediaKey> parse(String path) {
        Matcher matcher = PATH.matcher(path);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        ImageFormat format = matcher.group(3).equals("jpg") ? ImageFormat.JPEG : ImageFormat.PNG;
        int index = Integer.parseInt(matcher.group(2));
        return Optional.of(new MediaKey(matcher.group(1), index, format));
    }
}
