package dev.zimage.media.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.zimage.crypto.Sha256;
import dev.zimage.media.Etags;
import dev.zimage.media.MediaKey;
import dev.zimage.media.MediaPath;
import dev.zimage.media.MediaStore;
import dev.zimage.media.StoredMedia;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.ClosedByInterruptException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/// Pictures as objects of a bucket, at the paths of [MediaPath] behind a prefix. Any number of
/// processes can have stores open on one bucket.
public final class S3MediaStore implements MediaStore {

    /// The metadata with the SHA-256 of a picture. Objects that were copied here by other tools
    /// have none; those are read once for their tag.
    private static final String HASH = "sha256";

    private static final String TRIAL = ".zimage-trial";
    private static final int REMEMBERED = 10_000;
    private static final int AT_ONCE = 500;

    /// A request to the bucket costs money: after one that went well, so long nothing is looked at.
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);

    private final S3Location location;
    private final S3Client client;
    private final S3Failures failures;
    private final Cache<String, String> tags =
            Caffeine.newBuilder().maximumSize(REMEMBERED).executor(Runnable::run).build();
    private volatile boolean trialStored;
    private volatile long wentWellAt;

    private S3MediaStore(S3Location location, S3Client client) {
        this.location = location;
        this.client = client;
        this.failures = new S3Failures(location);
    }

    /// Opens a store. No request is made yet.
    ///
    /// @throws dev.zimage.media.MediaStoreException when a setting is missing
    public static S3MediaStore open(S3Location location) throws IOException {
        try {
            return new S3MediaStore(location, S3Connection.open(location));
        } catch (SdkException e) {
            throw new S3Failures(location).of(e);
        }
    }

    @Override
    public void store(MediaKey key, byte[] picture) throws IOException {
        String hash = HexFormat.of().formatHex(Sha256.digest().digest(picture));
        call(() ->
                client.putObject(
                        put ->
                                put.bucket(location.bucket())
                                        .key(path(key))
                                        .contentType(key.format().mediaType())
                                        .contentMD5(md5(picture))
                                        .metadata(Map.of(HASH, hash)),
                        RequestBody.fromBytes(picture)));
        wentWellAt = System.nanoTime();
        trialStored = true;
    }

    @Override
    public Optional<StoredMedia> find(MediaKey key) throws IOException {
        Optional<HeadObjectResponse> head = head(key);
        if (head.isEmpty()) {
            return Optional.empty();
        }
        S3Picture unread =
                new S3Picture(
                        client,
                        failures,
                        location.bucket(),
                        path(key),
                        head.get().eTag(),
                        head.get().contentLength(),
                        "");
        return Optional.of(unread.withEtag(etag(head.get(), unread)));
    }

    private Optional<HeadObjectResponse> head(MediaKey key) throws IOException {
        return call(() -> {
            try {
                return Optional.of(
                        client.headObject(head -> head.bucket(location.bucket()).key(path(key))));
            } catch (S3Exception e) {
                if (e.statusCode() == 404) {
                    return Optional.empty();
                }
                throw e;
            }
        });
    }

    private String etag(HeadObjectResponse head, S3Picture picture) throws IOException {
        String hash = head.metadata().getOrDefault(HASH, "");
        if (hash.matches("[0-9a-f]{64}")) {
            return Etags.of(HexFormat.of().parseHex(hash));
        }
        String version = picture.key() + " " + head.eTag();
        String known = tags.getIfPresent(version);
        if (known != null) {
            return known;
        }
        try (InputStream in = picture.open(0)) {
            String read = Etags.of(in);
            tags.put(version, read);
            return read;
        }
    }

    @Override
    public boolean delete(MediaKey key) throws IOException {
        boolean existed = head(key).isPresent();
        call(() -> client.deleteObject(delete -> delete.bucket(location.bucket()).key(path(key))));
        return existed;
    }

    @Override
    public Map<MediaKey, IOException> deleteAll(Collection<MediaKey> pictures) {
        Map<MediaKey, IOException> failures = new HashMap<>();
        for (S3Deletion deletion : S3Deletion.of(pictures, this::path)) {
            try {
                failures.putAll(
                        deletion.failures(
                                call(() ->
                                        client.deleteObjects(
                                                deletion.request(location.bucket())))));
            } catch (IOException e) {
                deletion.pictures().forEach(picture -> failures.put(picture, e));
            }
        }
        return failures;
    }

    @Override
    public void check(boolean afterFailure) throws IOException {
        if (afterFailure || !trialStored) {
            storeTrial();
        } else if (System.nanoTime() - wentWellAt > BETWEEN_LOOKS.toNanos()) {
            readTrial();
        } else {
            return;
        }
        wentWellAt = System.nanoTime();
    }

    private void storeTrial() throws IOException {
        byte[] text = "zimage stores this to find out whether it can.\n".getBytes(UTF_8);
        call(() ->
                client.putObject(
                        put ->
                                put.bucket(location.bucket())
                                        .key(location.prefix() + TRIAL)
                                        .contentType("text/plain")
                                        .contentMD5(md5(text)),
                        RequestBody.fromBytes(text)));
        trialStored = true;
    }

    private void readTrial() throws IOException {
        trialStored =
                call(() -> {
                    try {
                        client.getObjectAsBytes(get ->
                                get.bucket(location.bucket()).key(location.prefix() + TRIAL));
                        return true;
                    } catch (NoSuchKeyException e) {
                        return false;
                    }
                });
    }

    @Override
    public void inspect() throws IOException {
        list(request -> request.maxKeys(1));
    }

    @Override
    public OptionalLong freeBytes() {
        return OptionalLong.empty();
    }

    @Override
    public void browse(Instant storedBefore, Consumer<List<MediaKey>> some) throws IOException {
        ListObjectsV2Response page = list(request -> request.maxKeys(AT_ONCE));
        while (true) {
            List<MediaKey> pictures = pictures(page, storedBefore);
            if (!pictures.isEmpty()) {
                some.accept(pictures);
            }
            String next = page.nextContinuationToken();
            if (next == null || Thread.currentThread().isInterrupted()) {
                return;
            }
            page = list(request -> request.maxKeys(AT_ONCE).continuationToken(next));
        }
    }

    private ListObjectsV2Response list(Consumer<ListObjectsV2Request.Builder> more)
            throws IOException {
        return call(() ->
                client.listObjectsV2(request -> {
                    request.bucket(location.bucket()).prefix(location.prefix());
                    more.accept(request);
                }));
    }

    private List<MediaKey> pictures(ListObjectsV2Response page, Instant storedBefore) {
        return page.contents().stream()
                .filter(object -> object.lastModified().isBefore(storedBefore))
                .map(S3Object::key)
                .map(key -> key.substring(location.prefix().length()))
                .flatMap(path -> MediaPath.parse(path).stream())
                .toList();
    }

    private <T> T call(Supplier<T> request) throws IOException {
        try {
            return request.get();
        } catch (SdkException e) {
            IOException failure = failures.of(e);
            if (failure instanceof ClosedByInterruptException) {
                Thread.currentThread().interrupt();
            }
            throw failure;
        }
    }

    private String path(MediaKey key) {
        return location.prefix() + MediaPath.of(key);
    }

    private static String md5(byte[] bytes) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("MD5").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has MD5", impossible);
        }
    }

    @Override
    public void close() {
        client.close();
    }

    @Override
    public String toString() {
        return location.toString();
    }
}
