CREATE INDEX person_number ON person (number);

-- Since when the two are friends; null while they are not.
ALTER TABLE friendship ADD COLUMN accepted_at timestamptz;
UPDATE friendship SET accepted_at = updated_at WHERE status_to = 'accepted' AND status_from <> 'rejected';

-- What friends were last told of everybody who ever had a socket: whether they have one, and the status that is shown.
CREATE TABLE presence (
    user_id   uuid    NOT NULL,
    is_online boolean NOT NULL,
    status    text    NOT NULL,
    CONSTRAINT presence_pk PRIMARY KEY (user_id),
    CONSTRAINT presence_status_known CHECK (status IN ('online', 'offline', 'busy', 'away'))
);

CREATE INDEX presence_online ON presence (user_id) WHERE is_online;
