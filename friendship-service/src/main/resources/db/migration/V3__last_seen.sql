-- Until when somebody who is offline was shown as anything else; null of who is not offline, or never was seen.
ALTER TABLE presence ADD COLUMN last_seen timestamptz;
