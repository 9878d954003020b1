{{/* Where a rule of an HTTPRoute leads, and how long it may take; 0s is for ever. */}}
{{- define "parley.rule" -}}
timeouts: { request: {{ .timeout }} }
{{- if not .root.Values.tracing.fromEntrance }}
filters:
  - type: RequestHeaderModifier
    requestHeaderModifier: { remove: [traceparent, tracestate, baggage] }
{{- end }}
backendRefs:
  - { name: {{ include "parley.service" . }}, port: 8080 }
{{- end }}
