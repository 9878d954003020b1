package chat.parley.message.dialect;

import chat.parley.common.chat.Command;
import chat.parley.common.chat.Target;
import chat.parley.common.http.Fields;
import chat.parley.common.http.Ids;
import chat.parley.common.http.UploadedFile;
import chat.parley.common.identity.Caller;
import chat.parley.message.attachment.Attachment;
import chat.parley.message.attachment.Uploads;
import chat.parley.message.command.Commands;
import chat.parley.message.message.Written;
import chat.parley.message.profile.People;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/** Files that {@code thread} sends over HTTP. Sockets of that API show them when their sender announces them. */
@ApplicationScoped
class ThreadSending {

    private static final String REQUIRED = "This field is required.";

    private final People people;
    private final Uploads uploads;
    private final Commands commands;
    private final ThreadHistory history;

    ThreadSending(People people, Uploads uploads, Commands commands, ThreadHistory history) {
        this.people = people;
        this.uploads = uploads;
        this.commands = commands;
        this.history = history;
    }

    /** @throws ThreadInvalid when the form is not as it should be */
    Uni<ThreadMessageView> send(Caller caller, Fields fields) {
        var form = Form.of(fields, caller);
        return people.find(caller, form.receiver())
                .invoke(found -> found.orElseThrow(() -> ThreadInvalid.of("receiver", InvalidReceiver.SENTENCE)))
                .chain(() -> uploads.take(caller.userId(), form.file()))
                .map(file -> send(form, file))
                .chain(send -> commands.carryOut(caller, new Target.OfUser(form.receiver()), send))
                .map(Written::sent)
                .chain(posted -> history.view(caller, posted));
    }

    private static Command.Send send(Form form, Attachment file) {
        return new Command.Send(UUID.randomUUID(), form.message(), List.of(file.id()), true);
    }

    /** What was sent, looked at before anything is kept of it. */
    private record Form(UUID receiver, String message, UploadedFile file) {

        static Form of(Fields fields, Caller caller) {
            var errors = new TreeMap<String, List<String>>();
            receiverError(fields, caller).ifPresent(error -> errors.put("receiver", List.of(error)));
            if (!fields.has("message")) {
                errors.put("message", List.of(REQUIRED));
            }
            fileError(fields).ifPresent(error -> errors.put("attached_file", List.of(error)));
            if (!errors.isEmpty()) {
                throw new ThreadInvalid(errors);
            }
            return new Form(
                    receiver(fields).orElseThrow(),
                    fields.text("message").orElse(""),
                    fields.file("attached_file").orElseThrow());
        }

        private static Optional<UUID> receiver(Fields fields) {
            return Ids.parse(fields.text("receiver").map(String::strip).orElse(null));
        }

        private static Optional<String> receiverError(Fields fields, Caller caller) {
            if (fields.given("receiver").isEmpty()) {
                return Optional.of(REQUIRED);
            }
            var id = receiver(fields);
            if (id.isEmpty()) {
                return Optional.of("Must be a valid UUID.");
            }
            return id.get().equals(caller.userId())
                    ? Optional.of("You cannot send messages to yourself.")
                    : Optional.empty();
        }

        private static Optional<String> fileError(Fields fields) {
            if (fields.file("attached_file").isPresent()) {
                return Optional.empty();
            }
            return Optional.of(
                    fields.has("attached_file")
                            ? "The submitted data was not a file. Check the encoding type on the form."
                            : REQUIRED);
        }
    }
}
