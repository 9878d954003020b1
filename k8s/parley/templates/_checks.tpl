{{/* What a schema cannot say well: values that need each other. Each refusal is a sentence. */}}
{{- define "parley.checks" -}}
{{- $v := .Values -}}
{{- if not $v.publicUrl -}}
{{- fail "publicUrl is the address that clients see, such as https://chat.example.org." -}}
{{- end -}}
{{- if and (not $v.database.host) (not $v.development.postgres.enabled) -}}
{{- fail "database.host says where PostgreSQL is; without one, development.postgres.enabled=true brings one along to try things out." -}}
{{- end -}}
{{- if and $v.database.host $v.development.postgres.enabled -}}
{{- fail "database.host and development.postgres.enabled exclude each other." -}}
{{- end -}}
{{- if and (not $v.database.existingSecret) (not $v.development.postgres.enabled) -}}
{{- fail "database.existingSecret names the Secret with the roles' passwords (keys auth, user, friendship, message); they cannot be made up for a PostgreSQL that is there already." -}}
{{- end -}}
{{- if and (not $v.database.existingOwnersSecret) (not $v.development.postgres.enabled) -}}
{{- fail "database.existingOwnersSecret names the Secret with the passwords of the roles that own the databases (keys auth, user, friendship, message)." -}}
{{- end -}}
{{- range $key, $role := $v.database.roles -}}
{{- if eq $role (index $v.database.owners $key) -}}
{{- fail (printf "database.roles.%s and database.owners.%s have to be two roles: a service does not own the tables it uses." $key $key) -}}
{{- end -}}
{{- end -}}
{{- if and (not $v.redis.url) (not $v.redis.existingSecret) (not $v.development.redis.enabled) -}}
{{- fail "redis.url or redis.existingSecret says where Redis is; without one, development.redis.enabled=true brings one along to try things out." -}}
{{- end -}}
{{- if and $v.redis.caSecret (hasPrefix "redis://" $v.redis.url) -}}
{{- fail "redis.caSecret says that connections to Redis are encrypted, and redis.url has to begin with rediss:// then." -}}
{{- end -}}
{{- if and $v.redis.caSecret $v.development.redis.enabled -}}
{{- fail "redis.caSecret is for a Redis that is there already; the one that comes along is not encrypted." -}}
{{- end -}}
{{- if and $v.database.caSecret $v.development.postgres.enabled -}}
{{- fail "database.caSecret is for a PostgreSQL that is there already; the one that comes along is not encrypted." -}}
{{- end -}}
{{- if and (or $v.redis.url $v.redis.existingSecret) $v.development.redis.enabled -}}
{{- fail "redis.url and redis.existingSecret exclude development.redis.enabled." -}}
{{- end -}}
{{- if and (eq $v.redis.type "cluster") $v.development.redis.enabled -}}
{{- fail "development.redis.enabled brings a single Redis along: redis.type is standalone then." -}}
{{- end -}}
{{- if ne (empty $v.keys.existingSecret) (empty $v.keys.existingPublicSecret) -}}
{{- fail "keys.existingSecret (private, for auth-service) and keys.existingPublicSecret (public, for all) go together." -}}
{{- end -}}
{{- if and (eq $v.entrance.kind "gateway") (not $v.entrance.gateway.parentRefs) -}}
{{- fail "entrance.gateway.parentRefs names the Gateway that lets clients in; entrance.kind=ingress or none does without." -}}
{{- end -}}
{{- if and $v.s3.enabled (or (not $v.s3.bucket) (not $v.s3.existingSecret)) -}}
{{- fail "s3.bucket names the bucket for files, and s3.existingSecret the Secret with the keys access-key and secret-key." -}}
{{- end -}}
{{- if and $v.s3.caSecret (not (hasPrefix "https://" $v.s3.endpoint)) -}}
{{- fail "s3.caSecret vouches for s3.endpoint, which has to begin with https:// then." -}}
{{- end -}}
{{- if and $v.s3.encryptionKey (ne $v.s3.encryption "aws:kms") -}}
{{- fail "s3.encryptionKey goes with s3.encryption=aws:kms alone." -}}
{{- end -}}
{{- if not $v.s3.enabled -}}
{{- range $what, $key := dict "avatars" "user" "attachments" "message" -}}
{{- $volume := (index $v $what).volume -}}
{{- $service := index $v.services $key -}}
{{- if and (or (gt (int $service.replicas) 1) $service.autoscaling.enabled) (not $volume.existingClaim) (ne $volume.accessMode "ReadWriteMany") -}}
{{- fail (printf "%s.volume.accessMode has to be ReadWriteMany, since several replicas of %s-service share the volume; s3.enabled does without one." $what $key) -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- if lt (int $v.pods.terminationGracePeriodSeconds) (add (int $v.pods.preStopSeconds) 15 | int) -}}
{{- fail "pods.terminationGracePeriodSeconds has to be at least pods.preStopSeconds and 15 more, or pods are killed before they have finished." -}}
{{- end -}}
{{- end }}
