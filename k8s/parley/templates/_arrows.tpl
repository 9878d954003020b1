{{/*
Who asks whom over HTTP, by the keys of .Values.services. Addresses in the configuration and holes in the network policies
both come from here.
*/}}
{{- define "parley.arrows" -}}
auth: [user, friendship, message, gateway]
user: [auth]
friendship: [user]
message: [user, friendship]
gateway: [auth, friendship, message]
{{- end }}
