CREATE TABLE notification (
    id              uuid        NOT NULL DEFAULT uuidv7(),
    number          bigint      GENERATED ALWAYS AS IDENTITY,
    recipient       uuid        NOT NULL,
    sender          uuid,
    kind            text        NOT NULL,
    text            text        NOT NULL,
    friendship_id   uuid,
    conversation_id uuid,
    is_read         boolean     NOT NULL DEFAULT false,
    auto_delete     boolean     NOT NULL DEFAULT false,
    created_at      timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT notification_pk PRIMARY KEY (id),
    CONSTRAINT notification_number_unique UNIQUE (number),
    CONSTRAINT notification_kind_known CHECK (kind IN ('friend_request', 'friend_accept', 'message'))
);

CREATE INDEX notification_inbox ON notification (recipient, number DESC);

-- A request and its answer are told once each; a message once per conversation until that was read.
CREATE UNIQUE INDEX notification_friendship_once ON notification (friendship_id, kind) WHERE friendship_id IS NOT NULL;
CREATE UNIQUE INDEX notification_message_once ON notification (recipient, conversation_id)
    WHERE kind = 'message' AND NOT is_read;
