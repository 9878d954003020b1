package chat.parley.deploy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** {@code --name value} pairs of a command line, and names that stand alone. */
record Options(Map<String, String> values) {

    /**
     * @param known names with a number after them
     * @param alone names with nothing after them
     */
    static Options parse(List<String> arguments, List<String> known, List<String> alone) {
        var values = new HashMap<String, String>();
        var rest = arguments.iterator();
        while (rest.hasNext()) {
            var name = rest.next();
            if (alone.contains(name)) {
                values.put(name, "");
                continue;
            }
            if (!known.contains(name)) {
                throw CannotRun.because("There is no option \"%s\" here; ./parley help lists what there is.", name);
            }
            if (!rest.hasNext()) {
                throw CannotRun.because("%s needs a number after it.", name);
            }
            values.put(name, rest.next());
        }
        return new Options(values);
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    /** How many nodes of a service; one when not said. */
    int count(String name) {
        var value = values.getOrDefault(name, "1");
        if (!value.matches("[0-9]{1,2}") || Integer.parseInt(value) < 1 || Integer.parseInt(value) > Ports.MOST_NODES) {
            throw CannotRun.because("%s must be between 1 and %d, not \"%s\".", name, Ports.MOST_NODES, value);
        }
        return Integer.parseInt(value);
    }
}
