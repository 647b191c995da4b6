package dev.zimage.media.s3;

import dev.zimage.media.StoredMedia;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// A picture in a bucket.
///
/// @param version the tag that the server has for it; what is read has this one
record S3Picture(
        S3Client client,
        S3Failures failures,
        String bucket,
        String key,
        String version,
        long length,
        String etag)
        implements StoredMedia {

    S3Picture withEtag(String other) {
        return new S3Picture(client, failures, bucket, key, version, length, other);
    }

    @Override
    public InputStream open(long offset) throws IOException {
        if (offset < 0 || offset > length) {
            throw new IllegalArgumentException("offset must be 0 to " + length + ": " + offset);
        }
        try {
            return offset == length ? end() : new Part(get(offset), length - offset);
        } catch (S3Exception e) {
            throw switch (e.statusCode()) {
                case 404 -> new NoSuchFileException(key);
                case 412 -> new IOException("the picture was replaced since it was found", e);
                default -> failures.of(e);
            };
        } catch (SdkException e) {
            throw failures.of(e);
        }
    }

    /// Nothing is left to read; whether the picture is still there is found out all the same.
    private InputStream end() {
        client.headObject(head -> head.bucket(bucket).key(key).ifMatch(version));
        return InputStream.nullInputStream();
    }

    private ResponseInputStream<GetObjectResponse> get(long offset) {
        return client.getObject(get -> {
            get.bucket(bucket).key(key).ifMatch(version);
            if (offset > 0) {
                get.range("bytes=" + offset + "-");
            }
        });
    }

    /// What is read of a picture. Closed before its end it drops the connection, for the rest need
    /// not be sent.
    private static final class Part extends FilterInputStream {

        private final ResponseInputStream<GetObjectResponse> response;
        private long left;

        Part(ResponseInputStream<GetObjectResponse> response, long length) {
            super(response);
            this.response = response;
            this.left = length;
        }

        @Override
        public int read() throws IOException {
            int read = super.read();
            left -= read < 0 ? 0 : 1;
            return read;
        }

        @Override
        public int read(byte[] buffer, int offset, int most) throws IOException {
            int read = super.read(buffer, offset, most);
            left -= Math.max(read, 0);
            return read;
        }

        @Override
        public long skip(long bytes) throws IOException {
            long skipped = super.skip(bytes);
            left -= skipped;
            return skipped;
        }

        @Override
        public void close() throws IOException {
            if (left > 0) {
                response.abort();
            }
            super.close();
        }
    }
}
