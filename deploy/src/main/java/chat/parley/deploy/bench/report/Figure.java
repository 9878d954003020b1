package chat.parley.deploy.bench.report;

/**
 * One thing that was measured.
 *
 * @param scenario by whom
 * @param name what, with the load under which it is so
 * @param aim what architecture.md asks for; null where it asks for nothing
 */
public record Figure(String scenario, String name, double value, String unit, Aim aim) {

    public static Figure of(String scenario, String name, double value, String unit) {
        return new Figure(scenario, name, value, unit, null);
    }

    public Figure atMost(double most) {
        return new Figure(scenario, name, value, unit, new Aim(most, true));
    }

    public Figure atLeast(double least) {
        return new Figure(scenario, name, value, unit, new Aim(least, false));
    }

    public String sentence() {
        return "%s: %s %s%s".formatted(name, number(value), unit, aim == null ? "" : " (" + aim.of(value) + ")");
    }

    /** As much of it as means anything. */
    static String number(double value) {
        return value >= 100 ? "%,.0f".formatted(value) : "%.2f".formatted(value);
    }

    /** @param most whether it is a limit from above */
    public record Aim(double bound, boolean most) {

        boolean isMet(double value) {
            return most ? value <= bound : value >= bound;
        }

        String of(double value) {
            return "aim %s %s, %s".formatted(most ? "≤" : "≥", number(bound), isMet(value) ? "met" : "missed");
        }
    }
}
