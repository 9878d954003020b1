-- The span in which an event was told (W3C Trace Context), so that its effects elsewhere can follow; null of what is not traced.
-- Repeatable, since a service's own versions have long gone past those that all services share.
ALTER TABLE outbox ADD COLUMN IF NOT EXISTS traceparent text;
