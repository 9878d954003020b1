{{/* Where a store is: the pod that came along, what the operator says, or anywhere. (dict "root" $ "store" "redis") */}}
{{- define "parley.storeSelector" -}}
{{- if (index .root.Values.development .store).enabled -}}
to:
  - podSelector:
      matchLabels: {{- include "parley.selector" (dict "root" .root "component" .store) | nindent 8 }}
{{- else -}}
{{- with index .root.Values.networkPolicies .store -}}
to: {{- toYaml . | nindent 2 }}
{{- end -}}
{{- end -}}
{{- end }}
