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
- name: avatars
  persistentVolumeClaim: { claimName: {{ include "parley.claim" (dict "root" .root "what" "avatars") }} }
{{- end }}
{{- if eq .key "message" }}
- name: attachments
  persistentVolumeClaim: { claimName: {{ include "parley.claim" (dict "root" .root "what" "attachments") }} }
{{- end }}
{{- end }}
