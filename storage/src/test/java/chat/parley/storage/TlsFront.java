package chat.parley.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** TLS before a server that has none, with a certificate for {@code localhost} that vouches for itself. */
final class TlsFront implements AutoCloseable {

    private static final String PASSWORD = "password";

    private final URI target;
    private final Path certificate;
    private final ServerSocket listening;

    TlsFront(URI target, Path directory) throws Exception {
        this.target = target;
        this.certificate = directory.resolve("front.crt");
        this.listening = listen(directory.resolve("front.p12"));
        Thread.ofVirtual().start(this::accept);
    }

    URI endpoint() {
        return URI.create("https://localhost:" + listening.getLocalPort());
    }

    /** PEM. */
    Path certificate() {
        return certificate;
    }

    private ServerSocket listen(Path store) throws Exception {
        keytool(store, "-genkeypair", "-keyalg", "EC", "-dname", "CN=front", "-ext", "SAN=dns:localhost");
        keytool(store, "-exportcert", "-rfc", "-file", certificate.toString());
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray()), PASSWORD.toCharArray());
        var context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    private static void keytool(Path store, String... arguments) throws Exception {
        var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        var command = Stream.concat(
                        Stream.of(keytool),
                        Stream.concat(
                                Stream.of(arguments),
                                Stream.of("-keystore", store.toString(), "-storepass", PASSWORD, "-alias", "own")))
                .toList();
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(process.waitFor()).isZero();
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                var client = listening.accept();
                Thread.ofVirtual().start(() -> serve(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client;
                var server = new Socket(target.getHost(), target.getPort())) {
            Thread.ofVirtual().start(() -> hand(server, client));
            client.getInputStream().transferTo(server.getOutputStream());
        } catch (IOException refusedOrGone) {
            // A client that does not trust us, or one that is done.
        }
    }

    private static void hand(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException gone) {
            // The other direction has ended.
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }
}
