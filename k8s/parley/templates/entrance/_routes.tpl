{{/*
The routing table (routes.yaml) for gateways that know prefixes and regular expressions: {"rules": [{service, kind, path}]},
the most exact first. A path with a `*`, and all paths under what stands before it, become regular expressions, because
gateways do not agree whether a prefix or an expression goes first; among expressions the longer one does, everywhere.
*/}}
{{- define "parley.routes" -}}
{{- $table := .Files.Get "routes.yaml" | fromYaml -}}
{{- $contested := list -}}
{{- range $service, $paths := $table -}}
{{- range $paths -}}
{{- if contains "/*" . -}}{{- $contested = append $contested (first (splitList "/*" .)) -}}{{- end -}}
{{- end -}}
{{- end -}}
{{- $sorted := list -}}
{{- range $service, $paths := $table -}}
{{- range $path := $paths -}}
{{- $segments := sub (len (splitList "/" $path)) 1 -}}
{{- $wildcards := sub (len (splitList "*" $path)) 1 -}}
{{- $sorted = append $sorted (printf "%02d %02d %s %s" (sub 99 $segments) $wildcards $path $service) -}}
{{- end -}}
{{- end -}}
rules:
{{- range $line := $sorted | sortAlpha }}
{{- $words := splitList " " $line }}
{{- $path := index $words 2 }}
{{- $isContested := false }}
{{- range $contested }}
{{- if or (eq . $path) (hasPrefix (printf "%s/" .) $path) }}{{ $isContested = true }}{{ end }}
{{- end }}
  - service: {{ index $words 3 }}
    {{- if $isContested }}
    kind: expression
    path: {{ printf "%s(/.*)?" (regexQuoteMeta $path | replace "\\*" "[^/]+") | replace "\\-" "-" | quote }}
    {{- else }}
    kind: prefix
    path: {{ $path | quote }}
    {{- end }}
{{- end }}
{{- end }}
