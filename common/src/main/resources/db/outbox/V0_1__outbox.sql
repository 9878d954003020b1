-- What this service says to others, written in the transaction of the change it tells of. A relay appends it to the
-- service's stream; the row stays until every consumer group has finished it, so that a Redis that was emptied can be
-- told again.
CREATE TABLE outbox (
    position     bigint      GENERATED ALWAYS AS IDENTITY,
    event_id     uuid        NOT NULL DEFAULT uuidv7(),
    stream       text        NOT NULL,
    data         text        NOT NULL,
    created_at   timestamptz NOT NULL DEFAULT now(),
    published_at timestamptz,
    entry_ms     bigint,
    entry_seq    bigint,
    CONSTRAINT outbox_pk PRIMARY KEY (position)
);

CREATE INDEX outbox_unpublished ON outbox (position) WHERE published_at IS NULL;
CREATE INDEX outbox_published ON outbox (stream, entry_ms, entry_seq) WHERE published_at IS NOT NULL;

-- The events of others that took effect here: an event that comes again does nothing.
CREATE TABLE processed_event (
    event_id   uuid        NOT NULL,
    handled_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT processed_event_pk PRIMARY KEY (event_id)
);

CREATE INDEX processed_event_handled_at ON processed_event (handled_at);
