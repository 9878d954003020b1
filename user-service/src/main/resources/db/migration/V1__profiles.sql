-- Trigrams answer "contains" from an index. The extension is trusted: the owner of the database may make it.
CREATE EXTENSION IF NOT EXISTS pg_trgm;

-- What others see of a user. Byte order is the order of the list, the same under every locale.
CREATE TABLE profile (
    user_id      uuid        NOT NULL,
    number       bigint      NOT NULL,
    username     text        NOT NULL,
    username_key text        COLLATE "C" NOT NULL,
    email        text,
    first_name   text        NOT NULL,
    last_name    text        NOT NULL,
    bio          text,
    avatar       text,
    status       text        NOT NULL DEFAULT 'online',
    version      bigint      NOT NULL,
    created_at   timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT profile_pk PRIMARY KEY (user_id),
    CONSTRAINT profile_number_unique UNIQUE (number),
    CONSTRAINT profile_username_unique UNIQUE (username_key),
    CONSTRAINT profile_status_known CHECK (status IN ('online', 'offline', 'busy', 'away'))
);

CREATE INDEX profile_username_contains ON profile USING gin (username_key gin_trgm_ops);

-- The avatars in the store. One without an owner is staged, or was replaced; a while later it is removed.
CREATE TABLE avatar (
    name       text        NOT NULL,
    owner      uuid,
    free_since timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT avatar_pk PRIMARY KEY (name)
);

CREATE INDEX avatar_free ON avatar (free_since) WHERE owner IS NULL;
