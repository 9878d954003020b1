package chat.parley.user.avatar;

/**
 * How often the pixels of a JPEG are gone over. A progressive one may say so any number of times (ITU-T T.81, annex G), at a
 * few dozen bytes each, and the decoder goes over all of the image each time.
 */
final class JpegScans {

    private static final int START_OF_SCAN = 0xDA;
    private static final int END_OF_IMAGE = 0xD9;

    private JpegScans() {}

    /** Counts up to the end of the image, as the decoder reads it: what lies between segments is passed over. */
    static int count(byte[] jpeg) {
        var scans = 0;
        for (int at = 0; at + 3 < jpeg.length; ) {
            var marker = jpeg[at + 1] & 0xff;
            if ((jpeg[at] & 0xff) != 0xff || !isMarker(marker)) {
                at++;
            } else if (marker == END_OF_IMAGE) {
                return scans;
            } else if (stands(marker)) {
                at += 2;
            } else {
                scans += marker == START_OF_SCAN ? 1 : 0;
                at += 2 + Math.max(2, (jpeg[at + 2] & 0xff) << 8 | jpeg[at + 3] & 0xff);
            }
        }
        return scans;
    }

    /** A stuffed zero is data, and 0xFF fills. */
    private static boolean isMarker(int marker) {
        return marker != 0 && marker != 0xff;
    }

    /** Without a length behind it: TEM, RST0 to RST7, SOI. */
    private static boolean stands(int marker) {
        return marker == 0x01 || marker >= 0xD0 && marker <= 0xD8;
    }
}
