package dev.zimage.media.s3;

import dev.zimage.media.MediaKey;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import software.amazon.awssdk.services.s3.model.DeleteObjectsRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Error;

/// One request that deletes many pictures with their thumbnails.
///
/// @param byPath the picture that each object belongs to
record S3Deletion(Map<String, MediaKey> byPath) {

    /// S3 deletes a thousand objects in a request, and a picture has two.
    private static final int MOST_PICTURES = 500;

    /// The requests that pictures need.
    ///
    /// @param path of the object of a key
    static List<S3Deletion> of(Collection<MediaKey> pictures, Function<MediaKey, String> path) {
        List<S3Deletion> deletions = new ArrayList<>();
        Map<String, MediaKey> byPath = new HashMap<>();
        for (MediaKey picture : pictures) {
            byPath.put(path.apply(picture), picture);
            byPath.put(path.apply(picture.thumbnail()), picture);
            if (byPath.size() == 2 * MOST_PICTURES) {
                deletions.add(new S3Deletion(byPath));
                byPath = new HashMap<>();
            }
        }
        if (!byPath.isEmpty()) {
            deletions.add(new S3Deletion(byPath));
        }
        return deletions;
    }

    DeleteObjectsRequest request(String bucket) {
        List<ObjectIdentifier> objects =
                byPath.keySet().stream()
                        .map(path -> ObjectIdentifier.builder().key(path).build())
                        .toList();
        return DeleteObjectsRequest.builder()
                .bucket(bucket)
                .delete(list -> list.objects(objects).quiet(true))
                .build();
    }

    Set<MediaKey> pictures() {
        return Set.copyOf(byPath.values());
    }

    /// The pictures that the server did not delete, and why.
    Map<MediaKey, IOException> failures(DeleteObjectsResponse response) {
        Map<MediaKey, IOException> failures = new HashMap<>();
        for (S3Error error : response.errors()) {
            MediaKey picture = byPath.get(error.key());
            if (picture != null) {
                failures.put(picture, new IOException(error.code() + ": " + error.message()));
            }
        }
        return failures;
    }
}
