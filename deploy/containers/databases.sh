#!/bin/sh
# Run once by the PostgreSQL image, when its volume is empty: a database for each service, its owner, and the one role that may enter
# besides, which the migrations give its rights.
set -eu
for name in auth_service user_service friendship_service message_service; do
    psql -v ON_ERROR_STOP=1 -U postgres -v name="$name" -v password="$SERVICE_PASSWORD" \
        -v owner="${name}_owner" -v owner_password="$POSTGRES_PASSWORD" <<'SQL'
CREATE ROLE :"owner" LOGIN PASSWORD :'owner_password';
CREATE ROLE :"name" LOGIN PASSWORD :'password';
CREATE DATABASE :"name" OWNER :"owner";
REVOKE ALL ON DATABASE :"name" FROM PUBLIC;
GRANT CONNECT ON DATABASE :"name" TO :"name";
SQL
done
