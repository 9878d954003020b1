package chat.parley.auth.session;

import chat.parley.common.identity.Dialect;

/**
 * The circumstances of a login.
 *
 * @param dialect through which it came
 * @param device what the client calls itself, to show its owner; at most 200 characters
 * @param address where it came from, for limits
 */
public record Login(Dialect dialect, String device, String address) {

    private static final int MAX_DEVICE = 200;

    public Login {
        device = device == null ? "" : device.substring(0, Math.min(device.length(), MAX_DEVICE));
    }
}
