package chat.parley.deploy.fault.row;

/** Something that happened to the stack at a moment ({@link System#nanoTime}). */
public record Mark(long at, String what) {}
