{{/* Where a rule of an HTTPRoute leads, and how long it may take; 0s is for ever. */}}
{{- define "parley.rule" -}}
timeouts: { request: {{ .timeout }} }
backendRefs:
  - { name: {{ include "parley.service" . }}, port: 8080 }
{{- end }}
