-- Login records. Names compare case-insensitively: the key is the folded form, and it is what must be unique.
CREATE TABLE account (
    user_id       uuid        NOT NULL DEFAULT uuidv7(),
    number        bigint      GENERATED ALWAYS AS IDENTITY,
    username      text        NOT NULL,
    username_key  text        NOT NULL,
    email         text,
    email_key     text,
    password_hash text        NOT NULL,
    first_name    text        NOT NULL DEFAULT '',
    last_name     text        NOT NULL DEFAULT '',
    avatar        text,
    created_at    timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT account_pk PRIMARY KEY (user_id),
    CONSTRAINT account_number_unique UNIQUE (number),
    CONSTRAINT account_username_unique UNIQUE (username_key),
    CONSTRAINT account_email_unique UNIQUE (email_key)
);

-- One login on one device. It lives as long as its newest refresh token, unless it is ended before.
CREATE TABLE login_session (
    sid          uuid        NOT NULL,
    user_id      uuid        NOT NULL,
    dialect      text        NOT NULL,
    device       text        NOT NULL,
    created_at   timestamptz NOT NULL DEFAULT now(),
    last_seen_at timestamptz NOT NULL DEFAULT now(),
    expires_at   timestamptz NOT NULL,
    ended_at     timestamptz,
    end_reason   text,
    CONSTRAINT login_session_pk PRIMARY KEY (sid),
    CONSTRAINT login_session_account_fk FOREIGN KEY (user_id) REFERENCES account (user_id),
    CONSTRAINT login_session_end_reason CHECK (end_reason IN ('logout', 'reuse', 'expired', 'ended'))
);

CREATE INDEX login_session_of_user ON login_session (user_id) WHERE ended_at IS NULL;
CREATE INDEX login_session_ended ON login_session (ended_at) WHERE ended_at IS NOT NULL;
CREATE INDEX login_session_expiry ON login_session (expires_at) WHERE ended_at IS NULL;

-- Only the hash of a token is kept. What is needed to make its child again, bit for bit, is kept beside it: signatures of
-- RS256 are deterministic, so a repeat within the grace gets the very same pair.
CREATE TABLE refresh_token (
    hash             bytea       NOT NULL,
    sid              uuid        NOT NULL,
    expires_at       timestamptz NOT NULL,
    used_at          timestamptz,
    child_kid        text,
    child_issued_at  timestamptz,
    child_access_id  uuid,
    child_refresh_id uuid,
    child_dialect    text,
    CONSTRAINT refresh_token_pk PRIMARY KEY (hash),
    CONSTRAINT refresh_token_session_fk FOREIGN KEY (sid) REFERENCES login_session (sid) ON DELETE CASCADE
);

CREATE INDEX refresh_token_of_session ON refresh_token (sid);
CREATE INDEX refresh_token_expiry ON refresh_token (expires_at);
