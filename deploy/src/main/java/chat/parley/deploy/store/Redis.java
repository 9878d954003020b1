package chat.parley.deploy.store;

import chat.parley.deploy.process.Part;
import chat.parley.deploy.process.Probe;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.function.UnaryOperator;
import redis.embedded.core.ExecutableProvider;

/** A real Redis that keeps nothing on disk: it carries, and PostgreSQL is the truth. */
public final class Redis implements Part {

    private static final int TIMEOUT_MILLIS = 1_000;

    private final Path program;
    private final Path configuration;
    private final int port;

    private Redis(Path program, Path configuration, int port) {
        this.program = program;
        this.configuration = configuration;
        this.port = port;
    }

    /** @param password of each of the {@link RedisUsers}, by its name */
    public static Redis prepare(Path programs, Path directory, int port, UnaryOperator<String> password)
            throws IOException {
        var program =
                ExecutableProvider.newJarResourceProvider(programs.toFile()).get();
        var users = directory.resolve("users.acl");
        writePrivate(users, RedisUsers.load().file(password));
        var configuration = directory.resolve("redis.conf");
        writePrivate(configuration, """
                bind 127.0.0.1
                port %d
                aclfile "%s"
                dir "%s"
                save ""
                appendonly no
                maxmemory 512mb
                maxmemory-policy noeviction
                """.formatted(port, users, directory));
        return new Redis(program.toPath(), configuration, port);
    }

    private static void writePrivate(Path file, String content) throws IOException {
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, content);
    }

    /** Where a service finds it. */
    public static String address(int port, String user, String password) {
        return "redis://" + user + ":" + password + "@127.0.0.1:" + port;
    }

    @Override
    public String name() {
        return "redis";
    }

    @Override
    public List<String> command() {
        return List.of(program.toString(), configuration.toString());
    }

    @Override
    public int port() {
        return port;
    }

    /** Any answer to a ping will do, and "you are not logged in" is one. */
    @Override
    public Probe probe() {
        return () -> {
            try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                socket.setSoTimeout(TIMEOUT_MILLIS);
                socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
                return socket.getInputStream().read() > 0;
            } catch (IOException notYet) {
                return false;
            }
        };
    }
}
