{{/*
The ACL file of the Redis that comes along: what redis-users.yaml says of each service, one who looks after Redis, one for its probes,
and nobody without a name. (dict "root" $ "passwords" (dict "auth" "…" …))
*/}}
{{- define "parley.redisUsers" -}}
{{- $users := .root.Files.Get "redis-users.yaml" | fromYaml -}}
user default off
user administrator on #{{ .passwords.administrator | sha256sum }} allchannels ~* +@all
{{- range $key, $_ := .root.Values.services }}
{{- $name := include "parley.module" (dict "key" $key) }}
{{- $user := index $users $name }}
user {{ $name }} on #{{ index $.passwords $key | sha256sum }} resetchannels ~{{ join " ~" $user.keys }} -@all +{{ join " +" $user.commands }}
{{- end }}
user probe on nopass resetchannels -@all +ping
{{ end }}
