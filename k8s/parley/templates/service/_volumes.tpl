{{/* What a service finds in its file system, besides its own image, which it cannot write to. */}}
{{- define "parley.mounts" -}}
{{ include "parley.migrationMounts" . }}
{{- if .root.Values.redis.caSecret }}
- { name: redis-ca, mountPath: /etc/parley/redis-ca, readOnly: true }
{{- end }}
- { name: public-keys, mountPath: /etc/parley/public-keys, readOnly: true }
{{- if eq .key "auth" }}
- { name: signing-keys, mountPath: /etc/parley/signing-keys, readOnly: true }
{{- end }}
{{- if and .root.Values.s3.enabled .root.Values.s3.caSecret (has .key (list "user" "message")) }}
- { name: s3-ca, mountPath: /etc/parley/s3-ca, readOnly: true }
{{- end }}
{{- if eq .key "user" }}
- { name: avatars, mountPath: /var/lib/parley/avatars }
{{- end }}
{{- if eq .key "message" }}
- { name: attachments, mountPath: /var/lib/parley/attachments }
{{- end }}
{{- end }}

{{/* What the container that makes the tables needs of it. */}}
{{- define "parley.migrationMounts" -}}
- { name: tmp, mountPath: /tmp }
{{- if and .root.Values.database.caSecret (ne .key "gateway") }}
- { name: database-ca, mountPath: /etc/parley/database-ca, readOnly: true }
{{- end }}
{{- end }}

{{- define "parley.volumes" -}}
{{- if .root.Values.redis.caSecret }}
- name: redis-ca
  secret: { secretName: {{ .root.Values.redis.caSecret }} }
{{- end }}
{{- if and .root.Values.database.caSecret (ne .key "gateway") }}
- name: database-ca
  secret: { secretName: {{ .root.Values.database.caSecret }} }
{{- end }}
- name: tmp
  emptyDir: { sizeLimit: 256Mi }
- name: public-keys
  secret: { secretName: {{ include "parley.publicKeys" .root }} }
{{- if eq .key "auth" }}
- name: signing-keys
  secret: { secretName: {{ include "parley.signingKeys" .root }}, defaultMode: 0440 }
{{- end }}
{{- if eq .key "user" }}
{{ include "parley.files" (dict "root" .root "what" "avatars") }}
{{- end }}
{{- if eq .key "message" }}
{{ include "parley.files" (dict "root" .root "what" "attachments") }}
{{- end }}
{{- end }}

{{/* Files, or with S3 only uploads on their way: (dict "root" $ "what" "avatars"). */}}
{{- define "parley.files" -}}
- name: {{ .what }}
{{- if .root.Values.s3.enabled }}
  emptyDir: { sizeLimit: 2Gi }
{{- with .root.Values.s3.caSecret }}
- name: s3-ca
  secret: { secretName: {{ . }} }
{{- end }}
{{- else }}
  persistentVolumeClaim: { claimName: {{ include "parley.claim" . }} }
{{- end }}
{{- end }}
