package dev.zimage.media.s3;

import dev.zimage.media.MediaLocation;
import dev.zimage.media.MediaStore;
import dev.zimage.media.MediaStoreKind;
import dev.zimage.media.StoreSetting;
import dev.zimage.origin.BaseUrl;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A bucket of Amazon S3, or of another server with its protocol.
public final class S3Kind implements MediaStoreKind {

    private static final Pattern URL =
            Pattern.compile(
                    "s3://([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])"
                            + "(?:/((?:[A-Za-z0-9!_.*'()=+-]+/)*[A-Za-z0-9!_.*'()=+-]+)?/?)?");

    private static final StoreSetting<Optional<URI>> ENDPOINT =
            new StoreSetting<>(
                    "media.s3_endpoint",
                    "",
                    "empty, or " + BaseUrl.FORM,
                    S3Kind::endpoint,
                    "URL of an S3 server such as MinIO, Ceph or R2. Empty: Amazon's.");

    private static final StoreSetting<Optional<String>> REGION =
            new StoreSetting<>(
                    "media.s3_region",
                    "",
                    "empty, or the name of a region, such as eu-central-1",
                    S3Kind::region,
                    "Region of the bucket. Empty: the one of the AWS default chain, else"
                            + " `us-east-1` where `media.s3_endpoint` is set. The metadata service"
                            + " of the machine is asked only for Amazon's own servers.");

    private static final StoreSetting<Boolean> PATH_STYLE =
            new StoreSetting<>(
                    "media.s3_path_style",
                    "false",
                    "true or false",
                    S3Kind::trueOrFalse,
                    "Whether URLs name the bucket in their path, as MinIO and Ceph usually want"
                            + " it, or in their host.");

    @Override
    public String form() {
        return "s3://bucket/prefix";
    }

    @Override
    public String description() {
        return "an [S3 bucket](#pictures-in-s3)";
    }

    @Override
    public List<StoreSetting<?>> settings() {
        return List.of(ENDPOINT, REGION, PATH_STYLE);
    }

    @Override
    public Optional<MediaLocation> parse(String value) {
        Matcher matcher = URL.matcher(value);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String prefix = matcher.group(2) == null ? "" : matcher.group(2) + "/";
        return ("/" + prefix).contains("/../") || ("/" + prefix).contains("/./")
                ? Optional.empty()
                : Optional.of(new Bucket(matcher.group(1), prefix));
    }

    /// @param prefix of the keys, empty or ending with `/`
    private record Bucket(String name, String prefix) implements MediaLocation {

        @Override
        public MediaStore open(Path usual, Map<String, String> own) throws IOException {
            return S3MediaStore.open(
                    new S3Location(
                            name, prefix, ENDPOINT.in(own), REGION.in(own), PATH_STYLE.in(own)));
        }
    }

    private static Optional<Optional<URI>> endpoint(String value) {
        Optional<URI> url = BaseUrl.parse(value).map(parsed -> URI.create(parsed.toString()));
        return url.isPresent() || value.isEmpty() ? Optional.of(url) : Optional.empty();
    }

    private static Optional<Optional<String>> region(String value) {
        return value.isEmpty() || value.matches("[A-Za-z0-9-]{1,64}")
                ? Optional.of(Optional.of(value).filter(name -> !name.isEmpty()))
                : Optional.empty();
    }

    private static Optional<Boolean> trueOrFalse(String value) {
        return value.equals("true") || value.equals("false")
                ? Optional.of(Boolean.valueOf(value))
                : Optional.empty();
    }
}
