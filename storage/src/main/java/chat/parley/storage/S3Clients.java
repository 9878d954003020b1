package chat.parley.storage;

import java.net.URI;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.TlsTrustManagersProvider;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;

/** Makes the client of a bucket. */
final class S3Clients {

    private static final int ATTEMPTS = 2;

    private S3Clients() {}

    /** @throws IllegalArgumentException with a sentence, when the configuration contradicts itself */
    static S3Client of(S3Config config) {
        var client = S3Client.builder()
                .region(Region.of(config.region()))
                .credentialsProvider(credentials(config))
                .httpClient(connections(config))
                // Only when they must be: stores other than AWS do not all know trailing checksums. The signature is
                // over the content.
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .serviceConfiguration(S3Configuration.builder()
                        .pathStyleAccessEnabled(config.pathStyle())
                        .chunkedEncodingEnabled(false)
                        .build())
                .overrideConfiguration(override -> override.apiCallTimeout(config.deadline())
                        .retryStrategy(AwsRetryStrategy.standardRetryStrategy().toBuilder()
                                .maxAttempts(ATTEMPTS)
                                .build()));
        config.endpoint().ifPresent(client::endpointOverride);
        return client.build();
    }

    private static SdkHttpClient connections(S3Config config) {
        var connections = Apache5HttpClient.builder()
                .maxConnections(config.connections())
                .connectionAcquisitionTimeout(config.acquireTimeout())
                .connectionTimeout(config.connectTimeout())
                .socketTimeout(config.readTimeout());
        authorities(config).ifPresent(connections::tlsTrustManagersProvider);
        return connections.build();
    }

    /** Read once: a file that cannot be read stops the start. */
    private static Optional<TlsTrustManagersProvider> authorities(S3Config config) {
        if (config.ca().isPresent() && !config.endpoint().map(URI::getScheme).equals(Optional.of("https"))) {
            throw new IllegalArgumentException("An S3 ca vouches for an endpoint that begins with https.");
        }
        return config.ca().map(Authorities::of).map(trusted -> () -> trusted);
    }

    private static AwsCredentialsProvider credentials(S3Config config) {
        if (config.accessKey().isPresent() != config.secretKey().isPresent()) {
            throw new IllegalArgumentException("An S3 access-key and a secret-key go together; without both, they are"
                    + " looked for in the environment, in AWS_SHARED_CREDENTIALS_FILE and at the platform.");
        }
        return config.accessKey().isPresent()
                ? StaticCredentialsProvider.create(AwsBasicCredentials.create(
                        config.accessKey().get(), config.secretKey().orElseThrow()))
                : DefaultCredentialsProvider.builder().build();
    }
}
