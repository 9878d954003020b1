-- Counts what is unread in an inbox without reading all of it.
CREATE INDEX notification_unread ON notification (recipient, number) WHERE NOT is_read;
