package chat.parley.deploy.fault.check;

/**
 * How much of something there was before a fault and after its healing.
 *
 * @param allowance by how much {@code after} may be above {@code before}: what a warm process keeps
 */
public record Level(Check check, String of, long before, long after, long allowance) {

    public boolean isBack() {
        return after <= before + allowance;
    }
}
