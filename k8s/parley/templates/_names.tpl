{{- define "parley.fullname" -}}
{{- .Values.fullnameOverride | default (ternary .Release.Name (printf "%s-%s" .Release.Name .Chart.Name) (contains .Chart.Name .Release.Name)) | trunc 40 | trimSuffix "-" -}}
{{- end }}

{{/* The module that a key of .Values.services stands for: (dict "key" "auth"). */}}
{{- define "parley.module" -}}
{{- ternary "chat-gateway" (printf "%s-service" .key) (eq .key "gateway") -}}
{{- end }}

{{/* The name of a service's objects: (dict "root" $ "key" "auth"). */}}
{{- define "parley.service" -}}
{{- printf "%s-%s" (include "parley.fullname" .root) (include "parley.module" .) -}}
{{- end }}

{{- define "parley.chart" -}}
{{- printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" -}}
{{- end }}

{{/* What tells a component's pods from all others: (dict "root" $ "component" "auth-service"). */}}
{{- define "parley.selector" -}}
app.kubernetes.io/name: {{ .root.Chart.Name }}
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .component }}
{{- end }}

{{- define "parley.labels" -}}
{{ include "parley.selector" . }}
app.kubernetes.io/part-of: parley
app.kubernetes.io/version: {{ .root.Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
helm.sh/chart: {{ include "parley.chart" .root }}
{{- end }}

{{- define "parley.image" -}}
{{- $image := .root.Values.image -}}
{{- $tag := $image.tag | default .root.Chart.AppVersion -}}
{{- printf "%s/%s/%s:%s%s" $image.registry $image.repository (include "parley.module" .) $tag (ternary "-native" "" (eq $image.flavor "native")) -}}
{{- end }}

{{/* Names of objects that several templates speak of. */}}
{{- define "parley.config" -}}{{ include "parley.fullname" . }}{{- end }}
{{- define "parley.signingKeys" -}}{{ .Values.keys.existingSecret | default (printf "%s-signing-keys" (include "parley.fullname" .)) }}{{- end }}
{{- define "parley.publicKeys" -}}{{ .Values.keys.existingPublicSecret | default (printf "%s-public-keys" (include "parley.fullname" .)) }}{{- end }}
{{- define "parley.databaseSecret" -}}{{ .Values.database.existingSecret | default (printf "%s-database" (include "parley.fullname" .)) }}{{- end }}
{{- define "parley.databaseOwnersSecret" -}}{{ .Values.database.existingOwnersSecret | default (printf "%s-database-owners" (include "parley.fullname" .)) }}{{- end }}
{{- define "parley.redisSecret" -}}{{ .Values.redis.existingSecret | default (printf "%s-redis" (include "parley.fullname" .)) }}{{- end }}
{{- define "parley.attachmentsSecret" -}}{{ .Values.attachments.existingSecret | default (printf "%s-attachments" (include "parley.fullname" .)) }}{{- end }}
{{- define "parley.postgres" -}}{{ include "parley.fullname" . }}-postgres{{- end }}
{{- define "parley.redis" -}}{{ include "parley.fullname" . }}-redis{{- end }}
{{- define "parley.databaseHost" -}}{{ ternary (include "parley.postgres" .) .Values.database.host .Values.development.postgres.enabled }}{{- end }}

{{/* A claim: (dict "root" $ "what" "avatars"). */}}
{{- define "parley.claim" -}}
{{- (index .root.Values .what).volume.existingClaim | default (printf "%s-%s" (include "parley.fullname" .root) .what) -}}
{{- end }}
