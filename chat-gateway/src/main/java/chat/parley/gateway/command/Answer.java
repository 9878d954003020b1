package chat.parley.gateway.command;

import chat.parley.common.chat.Outcome;
import java.util.List;

/** Who waits for the answer to a batch. Called once, on any thread. */
public interface Answer {

    /** For those who need none: what they ask may be lost, or is asked again anyway. */
    Answer IGNORED = new Answer() {
        @Override
        public void come(List<Outcome> outcomes) {}

        @Override
        public void missing() {}
    };

    /** An outcome for each command, in the order of the batch. */
    void come(List<Outcome> outcomes);

    /** There was no answer for a long time; the commands may or may not have been carried out. */
    void missing();
}
