package dev.zimage.media.s3;

import java.net.URI;
import java.util.Optional;

/// Where the pictures are, and how the bucket is reached.
///
/// @param prefix of the keys, empty or ending with `/`
/// @param endpoint of a server other than Amazon's
/// @param region empty for the one of the AWS default chain
/// @param pathStyle whether the bucket is in the path of a URL, not in its host
public record S3Location(
        String bucket,
        String prefix,
        Optional<URI> endpoint,
        Optional<String> region,
        boolean pathStyle) {

    public S3Location {
        if (!prefix.isEmpty() && !prefix.endsWith("/")) {
            throw new IllegalArgumentException("a prefix is empty or ends with /: " + prefix);
        }
    }

    /// The server, for people.
    String server() {
        return endpoint.map(URI::toString).orElse("Amazon S3");
    }

    @Override
    public String toString() {
        String path = prefix.isEmpty() ? "" : "/" + prefix.substring(0, prefix.length() - 1);
        return "s3://" + bucket + path;
    }
}
