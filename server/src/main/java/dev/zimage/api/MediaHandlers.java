package dev.zimage.api;

import dev.zimage.api.http.Answer;
import dev.zimage.api.http.Call;
import dev.zimage.api.http.EntityTag;
import dev.zimage.api.http.Refusal;
import dev.zimage.api.http.Route;
import dev.zimage.api.http.Unavailable;
import dev.zimage.api.http.UnreadablePictureException;
import dev.zimage.engine.ImageFormat;
import dev.zimage.errors.ErrorCode;
import dev.zimage.media.ByteRange;
import dev.zimage.media.MediaKey;
import dev.zimage.media.MediaLibrary;
import dev.zimage.media.MediaLinks;
import dev.zimage.media.StoredMedia;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Hands out pictures to whoever has a signed link.
final class MediaHandlers {

    private final MediaLibrary media;

    MediaHandlers(MediaLibrary media) {
        this.media = media;
    }

    Stream<Route> routes() {
        return Stream.of(Route.open("GET", "/media/tasks/{task}/{file}", this::picture));
    }

    private Answer picture(Call call) {
        MediaLinks.Verdict verdict =
                media.verify(
                        call.path(),
                        call.query("expires").orElse(null),
                        call.query("signature").orElse(null));
        return switch (verdict) {
            case MediaLinks.Verdict.Valid(MediaKey key, Instant expires) ->
                    picture(call, key, expires);
            case MediaLinks.Verdict.Expired() -> throw Unavailable.pictureGone();
            case MediaLinks.Verdict.Forged() ->
                    throw new Refusal(
                            ErrorCode.FORBIDDEN,
                            "The signature does not fit the link; take the link from the task");
        };
    }

    private Answer picture(Call call, MediaKey key, Instant expires) {
        return find(key)
                .map(picture -> picture(call, key, picture, expires))
                .or(() -> fullSize(call, key, expires))
                .orElseThrow(Unavailable::pictureGone);
    }

    /// Earlier versions stored no thumbnails; the picture itself stands in for them.
    private Optional<Answer> fullSize(Call call, MediaKey key, Instant expires) {
        return !key.isThumbnail()
                ? Optional.empty()
                : Stream.of(ImageFormat.values())
                        .map(format -> new MediaKey(key.taskHex(), key.index(), format))
                        .flatMap(original ->
                                find(original)
                                        .map(picture -> picture(call, original, picture, expires))
                                        .stream())
                        .findFirst();
    }

    private Answer picture(Call call, MediaKey key, StoredMedia picture, Instant expires) {
        Answer answer =
                EntityTag.isKnown(call, picture.etag())
                        ? whole(304, key, picture)
                        : content(call, key, picture);
        return answer.with("ETag", picture.etag())
                .with("Accept-Ranges", "bytes")
                .with("Cache-Control", "private, max-age=" + media.until(expires).toSeconds())
                .with("X-Content-Type-Options", "nosniff")
                .with("Content-Security-Policy", "default-src 'none'; sandbox");
    }

    private Optional<StoredMedia> find(MediaKey key) {
        try {
            return media.store().find(key);
        } catch (IOException e) {
            throw new UnreadablePictureException(e);
        }
    }

    /// All of a picture. The answer 304 has the headers of 200, length and all, and no body.
    private static Answer whole(int status, MediaKey key, StoredMedia media) {
        return new Answer(
                status,
                key.format().mediaType(),
                List.of(),
                new Answer.Picture(media, 0, media.length() - 1));
    }

    private static Answer content(Call call, MediaKey key, StoredMedia media) {
        String type = key.format().mediaType();
        long length = media.length();
        return switch (range(call, media)) {
            case ByteRange.Whole() -> whole(200, key, media);
            case ByteRange.Part part ->
                    new Answer(
                                    206,
                                    type,
                                    List.of(),
                                    new Answer.Picture(media, part.from(), part.toInclusive()))
                            .with(
                                    "Content-Range",
                                    "bytes %d-%d/%d"
                                            .formatted(part.from(), part.toInclusive(), length));
            case ByteRange.Unsatisfiable() ->
                    throw new Refusal(
                                    ErrorCode.PARAMETER_INVALID,
                                    416,
                                    "The picture has %d bytes; ask for a range inside"
                                            .formatted(length))
                            .with("Content-Range", "bytes */" + length);
        };
    }

    /// The range that was asked for, unless it was asked of another version of the picture.
    private static ByteRange range(Call call, StoredMedia media) {
        boolean same = EntityTag.allowsRange(call, media.etag());
        boolean read = call.method().equals("GET");
        return same && read
                ? ByteRange.parse(call.header("Range").orElse(null), media.length())
                : new ByteRange.Whole();
    }
}
