package dev.zimage.media.s3;

import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.AwsProfileRegionProvider;
import software.amazon.awssdk.regions.providers.AwsRegionProvider;
import software.amazon.awssdk.regions.providers.AwsRegionProviderChain;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.regions.providers.SystemSettingsRegionProvider;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;

/// Makes the client of a bucket. Every call ends in less time than a look at the storage may take.
final class S3Connection {

    private static final Duration CONNECT = Duration.ofSeconds(3);
    private static final Duration SILENCE = Duration.ofSeconds(8);
    private static final Duration ATTEMPT = Duration.ofSeconds(12);
    private static final Duration CALL = Duration.ofSeconds(25);
    private static final int ATTEMPTS = 3;

    private S3Connection() {}

    /// Checksums beyond those that a call must have are left out: not every server knows them. What
    /// is stored carries its MD5 instead, which all check.
    static S3Client open(S3Location location) {
        var client =
                S3Client.builder()
                        .region(region(location))
                        .forcePathStyle(location.pathStyle())
                        .credentialsProvider(DefaultCredentialsProvider.builder().build())
                        .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                        .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                        .serviceConfiguration(
                                S3Configuration.builder()
                                        .chunkedEncodingEnabled(false)
                                        .expectContinueEnabled(false)
                                        .build())
                        .httpClientBuilder(
                                UrlConnectionHttpClient.builder()
                                        .connectionTimeout(CONNECT)
                                        .socketTimeout(SILENCE))
                        .overrideConfiguration(limits());
        location.endpoint().ifPresent(client::endpointOverride);
        return client.build();
    }

    private static ClientOverrideConfiguration limits() {
        return ClientOverrideConfiguration.builder()
                .apiCallAttemptTimeout(ATTEMPT)
                .apiCallTimeout(CALL)
                .retryStrategy(
                        AwsRetryStrategy.standardRetryStrategy().toBuilder()
                                .maxAttempts(ATTEMPTS)
                                .build())
                .build();
    }

    /// Servers other than Amazon's take any region, and most expect this one.
    private static Region region(S3Location location) {
        if (location.region().isPresent()) {
            return Region.of(location.region().get());
        }
        try {
            return regions(location).getRegion();
        } catch (SdkClientException none) {
            if (location.endpoint().isPresent()) {
                return Region.US_EAST_1;
            }
            throw none;
        }
    }

    /// For servers other than Amazon's, all but the metadata service of Amazon's machines: to find
    /// that there is none takes a second.
    private static AwsRegionProvider regions(S3Location location) {
        return location.endpoint().filter(server -> !isAmazons(server)).isPresent()
                ? new AwsRegionProviderChain(
                        new SystemSettingsRegionProvider(), new AwsProfileRegionProvider())
                : DefaultAwsRegionProviderChain.builder().build();
    }

    private static boolean isAmazons(URI server) {
        String host = Objects.requireNonNullElse(server.getHost(), "");
        return host.endsWith(".amazonaws.com") || host.endsWith(".amazonaws.com.cn");
    }
}
