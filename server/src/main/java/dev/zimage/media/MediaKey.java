package dev.zimage.media;

import dev.zimage.engine.ImageFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Identifies one picture of a task, or its thumbnail.
///
/// @param taskHex the 32 lowercase hex digits of the task's id
/// @param index of the picture within its task, 0 to [#MAX_INDEX]
/// @param format how the picture is encoded; it decides the extension
/// @param isThumbnail whether this is the small version of the picture, which is always a JPEG file
public record MediaKey(String taskHex, int index, ImageFormat format, boolean isThumbnail) {

    /// The highest index of a picture within its task.
    public static final int MAX_INDEX = 99;

    /// The index of the first picture that is edited, in a set of such pictures. Those before it
    /// are drawn.
    private static final int FIRST_SOURCE = 50;

    private static final Pattern TASK = Pattern.compile("[0-9a-f]{32}");
    private static final Pattern PATH =
            Pattern.compile(
                    "tasks/([0-9a-f]{32})/(0|[1-9][0-9]?)(?:\\.(jpg|png)|-(thumbnail)\\.jpg)");

    public MediaKey {
        if (!TASK.matcher(taskHex).matches()) {
            throw new IllegalArgumentException("a task is 32 lowercase hex digits: " + taskHex);
        }
        if (index < 0 || index > MAX_INDEX) {
            throw new IllegalArgumentException("index must be 0 to " + MAX_INDEX + ": " + index);
        }
        if (isThumbnail && format != ImageFormat.JPEG) {
            throw new IllegalArgumentException("a thumbnail is a JPEG file, not " + format);
        }
    }

    /// The key of a picture in full size.
    public MediaKey(String taskHex, int index, ImageFormat format) {
        this(taskHex, index, format, false);
    }

    /// The key of this picture's thumbnail.
    public MediaKey thumbnail() {
        return new MediaKey(taskHex, index, ImageFormat.JPEG, true);
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
        return "tasks/" + taskHex + "/" + name();
    }

    /// The last part of the path.
    String name() {
        return index + (isThumbnail ? "-thumbnail" : "") + "." + format.extension();
    }

    /// The key whose [#path] is exactly `path`; empty for everything else. So no spelling of a path
    /// leads out of the store, and every picture has exactly one address.
    public static Optional<MediaKey> parse(String path) {
        Matcher matcher = PATH.matcher(path);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        ImageFormat format = "png".equals(matcher.group(3)) ? ImageFormat.PNG : ImageFormat.JPEG;
        int index = Integer.parseInt(matcher.group(2));
        boolean thumbnail = matcher.group(4) != null;
        return Optional.of(new MediaKey(matcher.group(1), index, format, thumbnail));
    }
}
