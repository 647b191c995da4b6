package dev.zimage.media.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.zimage.engine.ImageFormat;
import dev.zimage.media.MediaKey;
import dev.zimage.media.MediaPath;
import dev.zimage.media.MediaStoreException;
import dev.zimage.media.S3Relay;
import dev.zimage.media.S3Server;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.ClosedByInterruptException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Object;

/// What only a bucket has.
class S3MediaStoreTest {

    private static final MediaKey KEY =
            new MediaKey("018f5a3a1b6e7d9f8c2b4d6e8f0a2c4e", 0, ImageFormat.PNG);
    private static final byte[] PICTURE = "a picture".getBytes(UTF_8);

    private final S3Server server = S3Server.get();
    private final S3Client client = server.client();
    private String bucket;
    private S3MediaStore store;

    @BeforeEach
    void open() throws IOException {
        bucket = server.bucket();
        store = S3MediaStore.open(location(bucket, server.endpoint()));
    }

    @AfterEach
    void close() {
        store.close();
        client.close();
    }

    private static S3Location location(String bucket, URI endpoint) {
        return new S3Location(bucket, "a/b/", Optional.of(endpoint), Optional.empty(), true);
    }

    @Test
    void an_object_has_the_path_and_type_of_its_picture() throws IOException {
        store.store(KEY, PICTURE);

        HeadObjectResponse head =
                client.headObject(of ->
                        of.bucket(bucket)
                                .key("a/b/018f5a/3a/018f5a3a1b6e7d9f8c2b4d6e8f0a2c4e" + "-0.png"));
        assertThat(head.contentType()).isEqualTo("image/png");
        assertThat(head.contentLength()).isEqualTo(PICTURE.length);
    }

    @Test
    void an_object_that_another_tool_copied_has_the_same_tag() throws IOException {
        store.store(KEY, PICTURE);
        String tag = store.find(KEY).orElseThrow().etag();
        put("a/b/" + MediaPath.of(KEY));

        assertThat(store.find(KEY).orElseThrow().etag()).isEqualTo(tag);
        assertThat(store.find(KEY).orElseThrow().etag()).isEqualTo(tag);
    }

    @Test
    void objects_that_are_no_pictures_are_left_alone() throws IOException {
        put("a/b/notes.txt");
        put("a/b/018f5a/3a/018f5a3a1b6e7d9f8c2b4d6e8f0a2c4e-0.txt");
        put("elsewhere/" + MediaPath.of(KEY));
        List<MediaKey> found = new ArrayList<>();

        store.browse(Instant.now().plusSeconds(60), found::addAll);

        assertThat(found).isEmpty();
    }

    @Test
    void looking_at_a_store_writes_nothing() throws IOException {
        store.inspect();
        assertThat(store.find(KEY)).isEmpty();

        assertThat(client.listObjectsV2(of -> of.bucket(bucket)).contents())
                .extracting(S3Object::key)
                .isEmpty();
    }

    private void put(String key) {
        client.putObject(put -> put.bucket(bucket).key(key), RequestBody.fromBytes(PICTURE));
    }

    @Test
    void a_bucket_that_does_not_exist_is_a_wrong_setting() throws IOException {
        assertMisconfigured(
                location("no-such-bucket", server.endpoint()),
                "there is no bucket no-such-bucket at " + server.endpoint(),
                "create it, or correct media.store");
    }

    @Test
    void a_server_that_cannot_be_reached_may_come_back() throws IOException {
        URI nobody = URI.create("http://127.0.0.1:1");
        try (S3MediaStore other = S3MediaStore.open(location(bucket, nobody))) {
            assertThatExceptionOfType(MediaStoreException.class)
                    .isThrownBy(() -> other.check(true))
                    .satisfies(e -> {
                        assertThat(e.kind()).isEqualTo(MediaStoreException.Kind.UNAVAILABLE);
                        assertThat(e).hasMessage(nobody + " cannot be reached: Connection refused");
                        assertThat(e.remedy()).contains("media.s3_endpoint");
                    });
        }
    }

    private static void assertMisconfigured(S3Location location, String message, String remedy)
            throws IOException {
        try (S3MediaStore other = S3MediaStore.open(location)) {
            assertThatExceptionOfType(MediaStoreException.class)
                    .isThrownBy(() -> other.check(true))
                    .satisfies(e -> {
                        assertThat(e.kind()).isEqualTo(MediaStoreException.Kind.MISCONFIGURED);
                        assertThat(e).hasMessage(message);
                        assertThat(e.remedy()).isEqualTo(remedy);
                    });
            assertThatExceptionOfType(MediaStoreException.class)
                    .isThrownBy(other::inspect)
                    .withMessage(message);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"SLOW_DOWN", "SILENT"})
    void a_server_that_refuses_for_now_may_come_back(S3Relay.Mode trouble) throws IOException {
        try (S3Relay relay = new S3Relay();
                S3MediaStore other =
                        S3MediaStore.open(
                                location(bucket, URI.create("http://127.0.0.1:" + relay.port())))) {
            relay.turn(trouble);
            assertThatExceptionOfType(MediaStoreException.class)
                    .isThrownBy(() -> other.store(KEY, PICTURE))
                    .satisfies(e ->
                            assertThat(e.kind()).isEqualTo(MediaStoreException.Kind.UNAVAILABLE));

            relay.turn(S3Relay.Mode.PASS);
            other.check(true);
            other.store(KEY, PICTURE);

            assertThat(store.find(KEY)).isPresent();
        }
    }

    @Test
    void a_thread_that_is_told_to_stop_does_not_wait_for_the_server() throws Exception {
        try (S3Relay relay = new S3Relay();
                S3MediaStore other =
                        S3MediaStore.open(
                                location(bucket, URI.create("http://127.0.0.1:" + relay.port())))) {
            Thread.currentThread().interrupt();
            assertThatExceptionOfType(ClosedByInterruptException.class)
                    .isThrownBy(() -> other.store(KEY, PICTURE));
            assertThat(Thread.interrupted()).isTrue();
        }
    }
}
