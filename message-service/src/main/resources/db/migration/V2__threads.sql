-- What the thread dialect needs: an integer id of a conversation, files that are announced later, and who the users are.

-- No unique index: it would not contain the column by which the table may be spread over servers.
ALTER TABLE conversation ADD COLUMN number bigint NOT NULL GENERATED ALWAYS AS IDENTITY;

ALTER TABLE message ADD COLUMN awaits_announcement boolean NOT NULL DEFAULT false;

-- Copies of what user-service says.
CREATE TABLE profile (
    user_id    uuid   NOT NULL,
    username   text   NOT NULL,
    email      text,
    first_name text   NOT NULL,
    last_name  text   NOT NULL,
    avatar     text,
    version    bigint NOT NULL,
    CONSTRAINT profile_pk PRIMARY KEY (user_id)
);
