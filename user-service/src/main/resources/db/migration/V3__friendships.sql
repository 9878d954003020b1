-- A copy of what friendship-service tells, to show the request that a notification is about; the newest version of each wins.
-- One that is no more is kept as removed, so that an older state which comes late does not bring it back.
CREATE TABLE friendship (
    id          uuid        NOT NULL,
    number      bigint      NOT NULL,
    from_user   uuid        NOT NULL,
    to_user     uuid        NOT NULL,
    status_from text        NOT NULL,
    status_to   text        NOT NULL,
    created_at  timestamptz NOT NULL,
    version     bigint      NOT NULL,
    removed     boolean     NOT NULL,
    CONSTRAINT friendship_pk PRIMARY KEY (id)
);
