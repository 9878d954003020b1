-- A copy of who blocks whom, as friendship-service tells; conversation_id is that of the two. A block that was taken back stays as
-- a tombstone, so that an older state that comes late does not bring it back.
CREATE TABLE block (
    conversation_id uuid    NOT NULL,
    blocker         uuid    NOT NULL,
    active          boolean NOT NULL,
    version         bigint  NOT NULL,
    CONSTRAINT block_pk PRIMARY KEY (conversation_id, blocker)
);
