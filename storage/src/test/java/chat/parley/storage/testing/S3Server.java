package chat.parley.storage.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.JarURLConnection;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/** A real S3 server, Adobe's S3Mock, in a process of its own: one for all tests of a JVM, and gone with it. Takes any credentials. */
public final class S3Server {

    /** A bucket that is there. */
    public static final String BUCKET = "parley";

    private static final Duration START = Duration.ofMinutes(1);
    private static final String LAUNCHER = "org/springframework/boot/loader/launch/JarLauncher.class";

    /** Tests of Quarkus have several class loaders, but one set of these. */
    private static final String RUNNING = "parley.test.s3";

    private final URI endpoint;

    private S3Server(URI endpoint) {
        this.endpoint = endpoint;
    }

    /** Starts it when it does not run. */
    public static S3Server running() {
        synchronized (RUNNING) {
            if (System.getProperty(RUNNING) == null) {
                System.setProperty(RUNNING, start().toString());
            }
            return new S3Server(URI.create(System.getProperty(RUNNING)));
        }
    }

    public URI endpoint() {
        return endpoint;
    }

    /** The keys in the bucket that begin so; at most 1000. */
    public List<String> keys(String prefix) {
        try (var client = client()) {
            return client.listObjectsV2(list -> list.bucket(BUCKET).prefix(prefix)).contents().stream()
                    .map(S3Object::key)
                    .toList();
        }
    }

    /** To look at what a store did, and to be closed. */
    public S3Client client() {
        return S3Client.builder()
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .forcePathStyle(true)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .httpClientBuilder(Apache5HttpClient.builder())
                .build();
    }

    private static URI start() {
        try {
            var port = FreePort.find();
            var directory = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "s3-")
                    .toAbsolutePath();
            var process = new ProcessBuilder(command(port, directory))
                    .redirectErrorStream(true)
                    .redirectOutput(directory.resolve("log").toFile())
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            Awaitility.await("S3 server, log in " + directory)
                    .atMost(START)
                    .pollInterval(Duration.ofMillis(100))
                    .until(() -> listens(port));
            return URI.create("http://127.0.0.1:" + port);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static List<String> command(int port, Path directory) throws IOException {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx192m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-jar",
                jar().toString(),
                "--server.address=127.0.0.1",
                "--server.port=0",
                "--com.adobe.testing.s3mock.httpPort=" + port,
                "--com.adobe.testing.s3mock.vectors.httpPort=0",
                "--com.adobe.testing.s3mock.vectors.httpsPort=0",
                "--com.adobe.testing.s3mock.store.root=" + Files.createDirectory(directory.resolve("data")),
                "--com.adobe.testing.s3mock.store.initial-buckets=" + BUCKET);
    }

    private static Path jar() throws IOException {
        var launcher = S3Server.class.getClassLoader().getResource(LAUNCHER);
        var connection = (JarURLConnection) launcher.openConnection();
        return Path.of(URI.create(connection.getJarFileURL().toString()));
    }

    private static boolean listens(int port) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }
}
