#!/bin/sh
# Run once by the PostgreSQL image, when its volume is empty: a database for each service, and the one role that may enter it.
set -eu
for name in auth_service user_service friendship_service message_service; do
    psql -v ON_ERROR_STOP=1 -U postgres -v name="$name" -v password="$POSTGRES_PASSWORD" <<'SQL'
CREATE ROLE :"name" LOGIN PASSWORD :'password';
CREATE DATABASE :"name" OWNER :"name";
REVOKE ALL ON DATABASE :"name" FROM PUBLIC;
SQL
done
