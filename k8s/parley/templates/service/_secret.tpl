{{/*
A value of a Secret that the chart makes: what is there already, else a new one. `helm template` sees no cluster and
makes a new one each time; name existing Secrets where that matters.
(dict "root" $ "secret" name "key" key "new" value)
*/}}
{{- define "parley.kept" -}}
{{- $there := lookup "v1" "Secret" .root.Release.Namespace .secret -}}
{{- if and $there (hasKey $there.data .key) -}}
{{- index $there.data .key -}}
{{- else -}}
{{- .new | b64enc -}}
{{- end -}}
{{- end }}
