-- The truth of chat. Every table of the hot path is keyed by the conversation first, so that the tables can be spread over
-- servers by that column; for the same reason there are no foreign keys between them. What they would say holds because
-- messages, marks and attachments are written by one place alone, which holds the lock of the conversation's row.

-- last_seq is given out under the lock of the row: dense, and in the order of the commits.
CREATE TABLE conversation (
    id              uuid        NOT NULL,
    kind            text        NOT NULL,
    user_low        uuid,
    user_high       uuid,
    last_seq        bigint      NOT NULL DEFAULT 0,
    last_message_at timestamptz,
    created_at      timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT conversation_pk PRIMARY KEY (id),
    CONSTRAINT conversation_kind CHECK (kind IN ('DIRECT', 'LOBBY')),
    CONSTRAINT conversation_pair UNIQUE (user_low, user_high),
    CONSTRAINT conversation_of_two CHECK ((kind = 'DIRECT') = (user_low IS NOT NULL AND user_high IS NOT NULL))
) WITH (fillfactor = 70);

-- Everybody is a member of the lobby; there a row appears with the first mark.
CREATE TABLE member (
    conversation_id uuid        NOT NULL,
    user_id         uuid        NOT NULL,
    delivered_seq   bigint      NOT NULL DEFAULT 0,
    read_seq        bigint      NOT NULL DEFAULT 0,
    delivered_at    timestamptz,
    read_at         timestamptz,
    CONSTRAINT member_pk PRIMARY KEY (conversation_id, user_id),
    CONSTRAINT member_read_is_delivered CHECK (read_seq <= delivered_seq)
) WITH (fillfactor = 70);

CREATE INDEX member_user ON member (user_id, conversation_id);

CREATE SEQUENCE message_number;

-- id is a UUID of version 7 made from created_at, to the microsecond, and created_at grows strictly with seq: so message_id
-- also finds the message at a point in time, and (conversation_id, created_at) needs no index of its own.
CREATE TABLE message (
    conversation_id  uuid        NOT NULL,
    seq              bigint      NOT NULL,
    id               uuid        NOT NULL,
    number           bigint      NOT NULL DEFAULT nextval('message_number'),
    client_id        uuid        NOT NULL,
    sender_id        uuid        NOT NULL,
    sender_name      text        NOT NULL,
    body             text        NOT NULL,
    attachment_count smallint    NOT NULL DEFAULT 0,
    created_at       timestamptz NOT NULL,
    CONSTRAINT message_pk PRIMARY KEY (conversation_id, seq),
    CONSTRAINT message_id UNIQUE (conversation_id, id)
) PARTITION BY HASH (conversation_id);

CREATE INDEX message_sender_number ON message (sender_id, number);

-- What was sent under which of the sender's own ids: the same (sender_id, client_id) is one message for ever. digest is the
-- first half of the SHA-256 of body and attachments.
CREATE TABLE sent (
    sender_id       uuid   NOT NULL,
    client_id       uuid   NOT NULL,
    conversation_id uuid   NOT NULL,
    seq             bigint NOT NULL,
    digest          uuid   NOT NULL,
    CONSTRAINT sent_pk PRIMARY KEY (sender_id, client_id)
) PARTITION BY HASH (sender_id);

DO $$
BEGIN
    FOR part IN 0..15 LOOP
        EXECUTE format('CREATE TABLE message_%s PARTITION OF message FOR VALUES WITH (MODULUS 16, REMAINDER %s)', part, part);
        EXECUTE format('CREATE TABLE sent_%s PARTITION OF sent FOR VALUES WITH (MODULUS 16, REMAINDER %s)', part, part);
    END LOOP;
END
$$;

-- A file belongs to nobody but its owner until a message takes it; then to the members of its conversation.
CREATE TABLE attachment (
    id              uuid        NOT NULL,
    owner_id        uuid        NOT NULL,
    conversation_id uuid,
    seq             bigint,
    position        smallint,
    name            text        NOT NULL,
    size            bigint      NOT NULL,
    type            text        NOT NULL,
    path            text        NOT NULL,
    created_at      timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT attachment_pk PRIMARY KEY (id),
    CONSTRAINT attachment_of_message CHECK ((conversation_id IS NULL) = (seq IS NULL))
);

CREATE INDEX attachment_message ON attachment (conversation_id, seq, position) WHERE conversation_id IS NOT NULL;
CREATE INDEX attachment_unused ON attachment (created_at) WHERE conversation_id IS NULL;

-- Copies of what friendship-service says. conversation_id is that of the two; a friendship that was removed stays as a
-- tombstone, so that an older state that comes late does not bring it back.
CREATE TABLE friendship_link (
    friendship_id   uuid    NOT NULL,
    conversation_id uuid    NOT NULL,
    user_low        uuid    NOT NULL,
    user_high       uuid    NOT NULL,
    blocked         boolean NOT NULL,
    accepted        boolean NOT NULL,
    removed         boolean NOT NULL,
    version         bigint  NOT NULL,
    CONSTRAINT friendship_link_pk PRIMARY KEY (friendship_id)
);

CREATE INDEX friendship_link_conversation ON friendship_link (conversation_id) WHERE NOT removed;

-- Messages sent over HTTP whose delivery to the sockets is not yet known to have happened. (What came through a command
-- stream is delivered again because its entry is still pending.)
CREATE TABLE undelivered (
    conversation_id uuid        NOT NULL,
    seq             bigint      NOT NULL,
    created_at      timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT undelivered_pk PRIMARY KEY (conversation_id, seq)
);

-- ConversationId.LOBBY
INSERT INTO conversation (id, kind) VALUES ('f1187b8e-8140-544a-80c3-16f0f273d7a3', 'LOBBY');
