package chat.parley.user.avatar;

/**
 * How large an image may be that we decode.
 *
 * @param maxPixels width times height
 * @param maxWebpPixels the same for WebP, whose decoder keeps all of it in memory
 * @param maxEdge the longer edge of what is kept of it
 */
record ImageLimits(long maxPixels, long maxWebpPixels, int maxEdge) {}
