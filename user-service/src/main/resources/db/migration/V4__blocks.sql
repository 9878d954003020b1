-- A copy of who blocks whom, as friendship-service tells. A block that was taken back stays as a tombstone, so that an older state
-- that comes late does not bring it back.
CREATE TABLE block (
    blocker uuid    NOT NULL,
    blocked uuid    NOT NULL,
    active  boolean NOT NULL,
    version bigint  NOT NULL,
    CONSTRAINT block_pk PRIMARY KEY (blocker, blocked)
);
