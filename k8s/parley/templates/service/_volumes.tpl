{{/* What a service finds in its file system, besides its own image, which it cannot write to. */}}
{{- define "parley.mounts" -}}
- { name: tmp, mountPath: /tmp }
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

{{- define "parley.volumes" -}}
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
