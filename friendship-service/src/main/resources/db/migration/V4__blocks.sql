-- Who does not want to hear from whom. A block that was taken back keeps its row, and with it its version, so that what is told of
-- the two has an order.
CREATE TABLE block (
    blocker uuid        NOT NULL,
    blocked uuid        NOT NULL,
    active  boolean     NOT NULL DEFAULT true,
    since   timestamptz NOT NULL DEFAULT now(),
    version bigint      NOT NULL DEFAULT 1,
    CONSTRAINT block_pk PRIMARY KEY (blocker, blocked),
    CONSTRAINT block_blocker_known FOREIGN KEY (blocker) REFERENCES person (user_id),
    CONSTRAINT block_blocked_known FOREIGN KEY (blocked) REFERENCES person (user_id),
    CONSTRAINT block_of_two CHECK (blocker <> blocked)
);

CREATE INDEX block_list ON block (blocker, since DESC, blocked DESC) WHERE active;
