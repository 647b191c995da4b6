package dev.zimage.media;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The path of a picture in a store: `<6 digits>/<2 digits>/<32 digits>-<index>.jpg`, where the
/// first eight digits are the start of the task's id. Its thumbnail is beside it, at `<32
/// digits>-<index>-thumbnail.jpg`. Folders and buckets have the same layout, so any tool that
/// copies files can move pictures between them.
///
/// Ids begin with a timestamp, so the outer folder covers 4.7 hours and the inner one 65 seconds:
/// no folder grows large, new pictures share a few cached folders, and retention deletes whole
/// folders.
public final class MediaPath {

    private static final int OUTER_DIGITS = 6;
    private static final int INNER_DIGITS = 8;
    private static final Pattern PATH =
            Pattern.compile(
                    "([0-9a-f]{6})/([0-9a-f]{2})/([0-9a-f]{32})-([0-9]{1,2}(?:-thumbnail)?\\.[a-z]{3})");

    private MediaPath() {}

    /// The path of a picture within its store, with `/` between the names.
    public static String of(MediaKey key) {
        return folder(key) + "/" + file(key);
    }

    /// The picture whose path is exactly this; empty for everything else.
    public static Optional<MediaKey> parse(String path) {
        Matcher matcher = PATH.matcher(path);
        return matcher.matches()
                ? MediaKey.parse("tasks/" + matcher.group(3) + "/" + matcher.group(4))
                        .filter(key -> of(key).equals(path))
                : Optional.empty();
    }

    /// The folder in that path.
    public static String folder(MediaKey key) {
        String hex = key.taskHex();
        return hex.substring(0, OUTER_DIGITS) + "/" + hex.substring(OUTER_DIGITS, INNER_DIGITS);
    }

    /// The name in that path.
    public static String file(MediaKey key) {
        return key.taskHex() + "-" + key.name();
    }
}
