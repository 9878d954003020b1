package chat.parley.friendship.block;

import chat.parley.common.event.Person;

/** A block with whom it keeps away. */
public record BlockedPerson(Block block, Person person) {}
