package chat.parley.deploy.store;

import chat.parley.deploy.CannotRun;
import chat.parley.deploy.process.Part;
import chat.parley.deploy.process.Probe;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A real PostgreSQL whose cluster stays on disk; what it acknowledged is flushed. */
public final class Postgres implements Part {

    static final String ADMINISTRATOR = "postgres";

    private final PostgresProgram program;
    private final PostgresAccount account;
    private final Path cluster;
    private final int port;

    private Postgres(PostgresProgram program, PostgresAccount account, Path cluster, int port) {
        this.program = program;
        this.account = account;
        this.cluster = cluster;
        this.port = port;
    }

    /** Unpacks the programs and makes the cluster, where that has not been done. */
    public static Postgres prepare(Path programs, Path directory, int port, String password) throws IOException {
        var account = PostgresAccount.find();
        var program = PostgresProgram.unpack(programs);
        Files.createDirectories(directory);
        account.give(directory);
        var postgres = new Postgres(program, account, directory.resolve("cluster"), port);
        if (!Files.isDirectory(postgres.cluster)) {
            account.checkReaches(directory);
            postgres.makeCluster(directory, password);
        }
        account.checkReaches(postgres.cluster);
        return postgres;
    }

    /** In a directory that gets its name when it is whole, so that an interruption leaves no half cluster. */
    private void makeCluster(Path directory, String password) throws IOException {
        var unfinished = directory.resolve("unfinished");
        Files.createDirectories(unfinished);
        deleteAll(unfinished);
        var passwordFile = directory.resolve("password");
        Files.deleteIfExists(passwordFile);
        Files.createFile(
                passwordFile, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(passwordFile, password);
        account.give(passwordFile);
        try {
            initdb(unfinished, passwordFile);
        } finally {
            Files.delete(passwordFile);
        }
        Files.move(unfinished, cluster, StandardCopyOption.ATOMIC_MOVE);
    }

    /** The locale is PostgreSQL's own: Unicode case rules that are the same on every machine. */
    private void initdb(Path target, Path passwordFile) throws IOException {
        var log = target.resolveSibling("initdb.log");
        var initdb = new ProcessBuilder(account.command(List.of(
                        program.initdb().toString(),
                        "--pgdata=" + target,
                        "--username=" + ADMINISTRATOR,
                        "--auth=scram-sha-256",
                        "--pwfile=" + passwordFile,
                        "--encoding=UTF8",
                        "--locale=C",
                        "--locale-provider=builtin",
                        "--builtin-locale=C.UTF-8",
                        "--no-instructions")))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            if (initdb.waitFor() != 0) {
                throw CannotRun.because("PostgreSQL could not make its cluster; see %s.", log);
            }
            Files.delete(log);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw CannotRun.because("PostgreSQL was interrupted while it made its cluster.");
        }
    }

    private static void deleteAll(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    @Override
    public String name() {
        return "postgresql";
    }

    @Override
    public List<String> command() {
        return account.command(List.of(
                program.server().toString(),
                "-D",
                cluster.toString(),
                "-p",
                Integer.toString(port),
                "-c",
                "listen_addresses=127.0.0.1",
                "-c",
                "unix_socket_directories=",
                "-c",
                "fsync=on",
                "-c",
                "synchronous_commit=on",
                "-c",
                "max_connections=200",
                "-c",
                "shared_buffers=128MB",
                "-c",
                "wal_level=minimal",
                "-c",
                "max_wal_senders=0",
                "-c",
                "max_wal_size=1GB",
                "-c",
                "checkpoint_timeout=15min",
                "-c",
                "jit=off",
                "-c",
                "max_parallel_workers_per_gather=0",
                "-c",
                "log_line_prefix=%m [%p] %a "));
    }

    @Override
    public int port() {
        return port;
    }

    /**
     * Its pid file says when it takes connections, and that is what {@code pg_ctl --wait} reads. It also listens, because
     * the file may be one that a killed server left.
     */
    @Override
    public Probe probe() {
        return () -> {
            try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                var lines = Files.readAllLines(cluster.resolve("postmaster.pid"));
                return socket.isConnected()
                        && lines.size() >= 8
                        && lines.get(7).strip().equals("ready");
            } catch (IOException notYet) {
                return false;
            }
        };
    }

    /** The fast shutdown: sessions are ended, everything is flushed. */
    @Override
    public String endSignal() {
        return "INT";
    }
}
