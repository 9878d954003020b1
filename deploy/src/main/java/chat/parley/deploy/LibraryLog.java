package chat.parley.deploy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.logging.FileHandler;
import java.util.logging.LogManager;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** The libraries' own words, which are nothing for the terminal. */
public final class LibraryLog {

    private LibraryLog() {}

    public static void to(Path log) throws IOException {
        LogManager.getLogManager().reset();
        var file = new FileHandler(log.toString(), true);
        file.setFormatter(new SimpleFormatter());
        Logger.getLogger("").addHandler(file);
    }
}
