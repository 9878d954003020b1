package chat.parley.deploy.fault.row;

import chat.parley.deploy.fault.load.Person;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** Uploads attachments of zeros. */
record Uploads(URI edge, Person person) {

    private static final String BOUNDARY = "parley-faults";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** @return the status of the answer */
    int upload(int size) throws IOException, InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(edge.resolve("/api/v1/attachments"))
                    .timeout(PATIENCE)
                    .header("Authorization", "Bearer " + person.access())
                    .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                    .POST(BodyPublishers.ofByteArrays(List.of(
                            text("--" + BOUNDARY
                                    + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"zeros.bin\""
                                    + "\r\nContent-Type: application/octet-stream\r\n\r\n"),
                            new byte[size],
                            text("\r\n--" + BOUNDARY + "--\r\n"))))
                    .build();
            return http.send(request, BodyHandlers.discarding()).statusCode();
        }
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
