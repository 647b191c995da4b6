package dev.zimage.media.s3;

import dev.zimage.media.MediaStoreException;
import dev.zimage.media.MediaStoreException.Kind;
import java.io.IOException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedByInterruptException;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// Says what is wrong with a bucket in words of the settings, from the exceptions of the SDK.
/// Theirs name no secret, but ids of requests and Java classes.
///
/// @param location that the calls go to
record S3Failures(S3Location location) {

    private static final String CREDENTIALS =
            "set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or another source of the AWS default"
                    + " chain, to a key of this server";

    IOException of(SdkException failure) {
        return switch (failure) {
            case AbortedException _ -> new ClosedByInterruptException();
            case ApiCallTimeoutException _, ApiCallAttemptTimeoutException _ ->
                    unavailable(
                            location.server() + " does not answer in time",
                            "look at the S3 server and the network, or correct media.s3_endpoint",
                            failure);
            case S3Exception answered -> ofAnswer(answered);
            default -> ofClient(failure);
        };
    }

    private IOException ofAnswer(S3Exception failure) {
        String code = code(failure);
        return switch (code) {
            case "NoSuchBucket" -> noBucket(failure);
            case "InvalidAccessKeyId",
                    "SignatureDoesNotMatch",
                    "InvalidToken",
                    "ExpiredToken",
                    "TokenRefreshRequired" ->
                    misconfigured(
                            location.server() + " refuses the credentials (" + code + ")",
                            CREDENTIALS,
                            failure);
            case "AccessDenied", "AllAccessDisabled", "AccountProblem" -> denied(code, failure);
            case "RequestTimeTooSkewed" ->
                    unavailable(
                            "the clock of this machine differs from that of " + location.server(),
                            "set it by NTP",
                            failure);
            case "PermanentRedirect",
                    "AuthorizationHeaderMalformed",
                    "IllegalLocationConstraintException" ->
                    otherRegion(failure);
            default -> ofStatus(code, failure);
        };
    }

    private IOException ofStatus(String code, S3Exception failure) {
        int status = failure.statusCode();
        if (failure instanceof NoSuchBucketException) {
            return noBucket(failure);
        }
        if (status == 403) {
            return denied(code, failure);
        }
        if (status == 301) {
            return otherRegion(failure);
        }
        return unavailable(
                "%s answers %d%s for %s"
                        .formatted(
                                location.server(),
                                status,
                                code.isEmpty() ? "" : " (" + code + ")",
                                location),
                "look at the S3 server, or correct media.s3_endpoint",
                failure);
    }

    private static String code(S3Exception failure) {
        return Optional.ofNullable(failure.awsErrorDetails())
                .map(AwsErrorDetails::errorCode)
                .orElse("");
    }

    private IOException noBucket(S3Exception failure) {
        return misconfigured(
                "there is no bucket " + location.bucket() + " at " + location.server(),
                "create it, or correct media.store",
                failure);
    }

    private IOException denied(String code, S3Exception failure) {
        return misconfigured(
                "%s denies access to %s (%s)"
                        .formatted(location.server(), location, code.isEmpty() ? "403" : code),
                "allow the key s3:ListBucket, s3:GetObject, s3:PutObject and s3:DeleteObject there,"
                        + " or correct media.store",
                failure);
    }

    private IOException otherRegion(S3Exception failure) {
        String region =
                Optional.ofNullable(failure.awsErrorDetails())
                        .map(AwsErrorDetails::sdkHttpResponse)
                        .flatMap(answer -> answer.firstMatchingHeader("x-amz-bucket-region"))
                        .orElse("the one of the bucket");
        return misconfigured(
                "the bucket " + location.bucket() + " is in another region",
                "set media.s3_region to " + region,
                failure);
    }

    private IOException ofClient(SdkException failure) {
        String said = String.valueOf(failure.getMessage());
        if (said.startsWith("Unable to load credentials")) {
            return misconfigured(
                    "there are no credentials for " + location.server(), CREDENTIALS, failure);
        }
        if (said.startsWith("Unable to load region")) {
            return misconfigured(
                    "no region is set for " + location, "set media.s3_region", failure);
        }
        return unavailable(
                location.server() + " cannot be reached: " + reason(failure),
                "look at the S3 server and the network, or correct media.s3_endpoint",
                failure);
    }

    private static String reason(Throwable failure) {
        Throwable innermost =
                Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                        .limit(20)
                        .reduce(failure, (outer, inner) -> inner);
        String word = String.valueOf(innermost.getMessage()).lines().findFirst().orElse("");
        return switch (innermost) {
            case UnknownHostException _ -> "no address is known for " + word;
            case SSLException _ -> "TLS failed: " + word;
            default -> word;
        };
    }

    private static IOException misconfigured(String message, String remedy, SdkException cause) {
        return new MediaStoreException(Kind.MISCONFIGURED, message, remedy, cause);
    }

    private static IOException unavailable(String message, String remedy, SdkException cause) {
        return new MediaStoreException(Kind.UNAVAILABLE, message, remedy, cause);
    }
}
