package chat.parley.gateway.session;

/** A token bucket: so many at once, and so many a second in the long run. For one thread. */
final class RateLimit {

    private final double perNano;
    private final double burst;
    private double left;
    private long at;

    RateLimit(int perSecond, int burst, long now) {
        this.perNano = perSecond / 1e9;
        this.burst = burst;
        this.left = burst;
        this.at = now;
    }

    boolean allows(long now) {
        left = Math.min(burst, left + (now - at) * perNano);
        at = now;
        if (left < 1) {
            return false;
        }
        left--;
        return true;
    }
}
