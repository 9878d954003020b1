-- A copy of what user-service tells; the newest version of each person wins.
CREATE TABLE person (
    user_id    uuid   NOT NULL,
    number     bigint NOT NULL,
    username   text   NOT NULL,
    email      text,
    first_name text   NOT NULL,
    last_name  text   NOT NULL,
    avatar     text,
    bio        text,
    status     text   NOT NULL,
    version    bigint NOT NULL,
    CONSTRAINT person_pk PRIMARY KEY (user_id)
);

CREATE TABLE friendship (
    id          uuid        NOT NULL DEFAULT uuidv7(),
    number      bigint      GENERATED ALWAYS AS IDENTITY,
    from_user   uuid        NOT NULL,
    to_user     uuid        NOT NULL,
    status_from text        NOT NULL,
    status_to   text        NOT NULL,
    created_at  timestamptz NOT NULL DEFAULT now(),
    updated_at  timestamptz NOT NULL DEFAULT now(),
    version     bigint      NOT NULL DEFAULT 1,
    CONSTRAINT friendship_pk PRIMARY KEY (id),
    CONSTRAINT friendship_number_unique UNIQUE (number),
    CONSTRAINT friendship_from_known FOREIGN KEY (from_user) REFERENCES person (user_id),
    CONSTRAINT friendship_to_known FOREIGN KEY (to_user) REFERENCES person (user_id),
    CONSTRAINT friendship_of_two CHECK (from_user <> to_user),
    CONSTRAINT friendship_status_from_known CHECK (status_from IN ('pending', 'accepted', 'rejected')),
    CONSTRAINT friendship_status_to_known CHECK (status_to IN ('pending', 'accepted', 'rejected'))
);

-- One between two users, whoever asked: when both ask at once, one of them is refused.
CREATE UNIQUE INDEX friendship_pair_unique ON friendship (LEAST(from_user, to_user), GREATEST(from_user, to_user));
CREATE INDEX friendship_of_from ON friendship (from_user, number DESC);
CREATE INDEX friendship_of_to ON friendship (to_user, number DESC);
