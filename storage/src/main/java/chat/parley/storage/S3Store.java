package chat.parley.storage;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * A bucket of an S3-compatible store. A file is one object, put with one request, so S3 keeps it as a whole or not at all and
 * there are no parts of uploads to abort or to sweep; that bounds a file at 5 GiB.
 */
public final class S3Store implements FileStore {

    private static final String TYPE = "application/octet-stream";
    private static final int FORBIDDEN = 403;

    private final S3Config config;
    private final String bucket;
    private final S3Client client;

    /**
     * Asks nothing of the store yet: a service starts without it.
     *
     * @throws IllegalArgumentException with a sentence, when the configuration contradicts itself
     */
    public S3Store(S3Config config) {
        this.config = config;
        this.bucket = config.bucket().orElseThrow(() -> new IllegalArgumentException("An S3 store needs a bucket."));
        this.client = S3Clients.of(config);
    }

    @Override
    public void keep(String path, Content content) throws IOException {
        var put = PutObjectRequest.builder()
                .bucket(bucket)
                .key(key(path))
                .contentType(TYPE)
                .serverSideEncryption(config.encryption().orElse(null))
                .ssekmsKeyId(config.encryptionKey().orElse(null))
                .build();
        try {
            client.putObject(put, body(content));
        } catch (SdkException | UncheckedIOException failure) {
            throw new IOException("cannot keep " + path + ": " + failure.getMessage(), failure);
        }
    }

    @Override
    public InputStream open(String path) throws IOException {
        var all = get(path, null);
        return new PartStream(all, all.response().contentLength(), all::abort);
    }

    /** What is longer or shorter than it should be is not what was asked for. */
    @Override
    public InputStream open(String path, long first, long length) throws IOException {
        if (length == 0) {
            return InputStream.nullInputStream();
        }
        var part = get(path, "bytes=" + first + "-" + (first + length - 1));
        if (part.response().contentLength() != length) {
            part.abort();
            throw new IOException(path + " came with " + part.response().contentLength() + " bytes, not " + length);
        }
        return new PartStream(part, length, part::abort);
    }

    /** To abort it ends the connection; to close it would first read the rest. */
    private ResponseInputStream<GetObjectResponse> get(String path, String range) throws IOException {
        try {
            return client.getObject(get -> get.bucket(bucket).key(key(path)).range(range));
        } catch (NoSuchKeyException failure) {
            throw (IOException) new NoSuchFileException(path).initCause(failure);
        } catch (SdkException failure) {
            throw new IOException("cannot open " + path + ": " + failure.getMessage(), failure);
        }
    }

    @Override
    public void remove(String path) throws IOException {
        try {
            client.deleteObject(delete -> delete.bucket(bucket).key(key(path)));
        } catch (SdkException failure) {
            throw new IOException("cannot remove " + path + ": " + failure.getMessage(), failure);
        }
    }

    @Override
    public void check() throws IOException {
        try {
            client.headBucket(head -> head.bucket(bucket));
        } catch (NoSuchBucketException failure) {
            throw new IOException("There is no bucket " + bucket + " in the S3 store.", failure);
        } catch (S3Exception failure) {
            throw new IOException(
                    failure.statusCode() == FORBIDDEN
                            ? "The S3 store refuses the credentials for the bucket " + bucket + "."
                            : "The S3 store answers " + failure.statusCode() + " for the bucket " + bucket + ".",
                    failure);
        } catch (SdkException failure) {
            throw new IOException("The S3 store is away: " + failure.getMessage(), failure);
        }
    }

    @Override
    public void close() {
        client.close();
    }

    private String key(String path) {
        return config.prefix().map(prefix -> prefix + "/").orElse("") + Paths.checked(path);
    }

    private static RequestBody body(Content content) {
        return switch (content) {
            case Content.OfFile file -> RequestBody.fromFile(file.file());
            case Content.OfBytes bytes -> RequestBody.fromBytes(bytes.bytes());
        };
    }
}
