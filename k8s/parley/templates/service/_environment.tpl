{{/* Where a service keeps its files, when that is a bucket: (dict "s3" .Values.s3 "what" "avatars"). */}}
{{- define "parley.bucket" -}}
{{- if .s3.enabled -}}
{{- $name := printf "PARLEY_%s_S3" (upper .what) -}}
- name: {{ $name }}_BUCKET
  value: {{ .s3.bucket }}
- name: {{ $name }}_PREFIX
  value: {{ .s3.prefix }}/{{ .what }}
- name: {{ $name }}_REGION
  value: {{ .s3.region }}
- name: {{ $name }}_PATH_STYLE
  value: {{ .s3.pathStyle | quote }}
{{- range $setting, $value := dict "ENDPOINT" .s3.endpoint "ENCRYPTION" .s3.encryption "ENCRYPTION_KEY" .s3.encryptionKey }}
{{- with $value }}
- name: {{ $name }}_{{ $setting }}
  value: {{ . | quote }}
{{- end }}
{{- end }}
{{- if .s3.caSecret }}
- name: {{ $name }}_CA
  value: /etc/parley/s3-ca/ca.crt
{{- end }}
{{- range $setting, $key := dict "ACCESS_KEY" "access-key" "SECRET_KEY" "secret-key" }}
- name: {{ $name }}_{{ $setting }}
  valueFrom:
    secretKeyRef: { name: {{ $.s3.existingSecret }}, key: {{ $key }} }
{{- end }}
{{- end -}}
{{- end }}

{{/* A service's environment: what all have, its neighbours, its own, and last what the operator adds. */}}
{{- define "parley.environment" -}}
{{- $root := .root -}}
{{- $v := .root.Values -}}
- name: PARLEY_REDIS_URL
  valueFrom:
    secretKeyRef: { name: {{ include "parley.redisSecret" $root }}, key: {{ .key }} }
{{- if $v.redis.caSecret }}
- name: PARLEY_REDIS_CA
  value: /etc/parley/redis-ca/ca.crt
{{- end }}
- name: PARLEY_IDENTITY_JWKS
  value: {{ ternary "/etc/parley/public-keys/jwks.json" "/etc/parley/public-keys" (not (empty $v.keys.existingPublicSecret)) }}
{{- range index (include "parley.arrows" $root | fromYaml) .key }}
- name: PARLEY_SERVICES_{{ upper . }}
  value: http://{{ include "parley.service" (dict "root" $root "key" .) }}:8080
{{- end }}
{{- if ne .key "gateway" }}
- name: PARLEY_DATABASE_URL
  value: postgresql://{{ include "parley.databaseHost" $root }}:{{ $v.database.port }}/{{ index $v.database.names .key }}
{{- if $v.database.caSecret }}
- name: PARLEY_DATABASE_TLS
  value: verify-full
- name: PARLEY_DATABASE_CA
  value: /etc/parley/database-ca/ca.crt
{{- end }}
- name: QUARKUS_DATASOURCE_USERNAME
  value: {{ index $v.database.roles .key }}
- name: QUARKUS_DATASOURCE_PASSWORD
  valueFrom:
    secretKeyRef: { name: {{ include "parley.databaseSecret" $root }}, key: {{ .key }} }
- name: QUARKUS_DATASOURCE_REACTIVE_MAX_SIZE
  value: {{ $v.database.connections | quote }}
{{- end }}
{{- if eq .key "auth" }}
- name: PARLEY_AUTH_KEYS_DIRECTORY
  value: /etc/parley/signing-keys
{{- with $v.keys.active }}
- name: PARLEY_AUTH_KEYS_ACTIVE
  value: {{ . | quote }}
{{- end }}
- name: PARLEY_AUTH_TOKENS_REFRESH_LIFE
  value: {{ $v.tokens.refreshLife }}
- name: PARLEY_AUTH_TOKENS_REUSE_GRACE
  value: {{ $v.tokens.reuseGrace }}
{{- end }}
{{- if eq .key "user" }}
- name: PARLEY_AVATARS_DIRECTORY
  value: /var/lib/parley/avatars
{{ include "parley.bucket" (dict "s3" $v.s3 "what" "avatars") }}
{{- end }}
{{- if eq .key "message" }}
- name: PARLEY_ATTACHMENTS_DIRECTORY
  value: /var/lib/parley/attachments
- name: PARLEY_ATTACHMENTS_SIGNING_KEY
  valueFrom:
    secretKeyRef: { name: {{ include "parley.attachmentsSecret" $root }}, key: signing-key }
- name: PARLEY_ATTACHMENTS_ACCEPTED_KEYS
  valueFrom:
    secretKeyRef: { name: {{ include "parley.attachmentsSecret" $root }}, key: accepted-keys, optional: true }
{{ include "parley.bucket" (dict "s3" $v.s3 "what" "attachments") }}
- name: PARLEY_MESSAGING_POLICY
  value: {{ $v.messaging.policy }}
{{- end }}
{{- if eq .key "gateway" }}
- name: PARLEY_NODE
  valueFrom:
    fieldRef: { fieldPath: metadata.name }
{{- end }}
{{- if $v.tracing.endpoint }}
- name: POD_NAME
  valueFrom:
    fieldRef: { fieldPath: metadata.name }
- name: QUARKUS_OTEL_RESOURCE_ATTRIBUTES
  value: service.instance.id=$(POD_NAME)
{{- end }}
{{- range $name, $value := (index $v.services .key).env }}
- name: {{ $name }}
  value: {{ $value | quote }}
{{- end }}
{{- end }}

{{/* What a pod's first container has besides, so that it makes the tables and ends. */}}
{{- define "parley.migration" -}}
- name: QUARKUS_PROFILE
  value: migrate
- name: QUARKUS_FLYWAY_USERNAME
  value: {{ index .root.Values.database.owners .key }}
- name: QUARKUS_FLYWAY_PASSWORD
  valueFrom:
    secretKeyRef: { name: {{ include "parley.databaseOwnersSecret" .root }}, key: {{ .key }} }
{{- end }}
