-- Who has opened a conversation without writing yet: until somebody writes, it is in nobody else's list.
ALTER TABLE conversation ADD COLUMN opened_by uuid;
