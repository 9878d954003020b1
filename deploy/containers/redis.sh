#!/bin/sh
# Starts Redis with the users of redis-users.acl, all with the password that this container is given.
set -eu
users=${TMPDIR:-/tmp}/users.acl
hash=$(printf %s "$PASSWORD" | sha256sum | cut -d ' ' -f 1)
sed "s/PASSWORD/$hash/" "$(dirname "$0")/redis-users.acl" >"$users"
exec redis-server --aclfile "$users" --save "" --maxmemory-policy noeviction "$@"
