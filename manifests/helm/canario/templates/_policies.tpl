{{/* The edges that there are where the split is done as it is: a list in YAML. */}}
{{- define "canario.edges" -}}
{{- $edges := list }}
{{- range .Values.edges }}
{{- if or (not .onlyBy) (eq .onlyBy $.Values.split.by) }}
{{- $edges = append $edges (omit . "onlyBy") }}
{{- end }}
{{- end }}
{{- toYaml $edges }}
{{- end }}

{{/* Who may call the workload `name`. */}}
{{- define "canario.ingressRules" -}}
{{- $name := .name }}
{{- $callers := dict }}
{{- range include "canario.edges" . | fromYamlArray }}
{{- if eq .to $name }}
{{- $port := toString .port }}
{{- $_ := set $callers $port (append (get $callers $port | default list) .from) }}
{{- end }}
{{- end }}
{{- $public := get .Values.public $name }}
{{- if or $callers $public }}
ingress:
  {{- with $public }}
  # senders and viewers: the gateway, and clients in this namespace
  - from:
      - namespaceSelector:
          matchLabels:
            canario.dev/ingress: 'true'
      - podSelector:
          matchLabels:
            canario.dev/client: 'true'
    ports:
      - port: {{ .port }}
      - port: 4143
  {{- end }}
  {{- range $port, $from := $callers }}
  - from:
      {{- range $from }}
      - podSelector:
          matchLabels:
            app.kubernetes.io/name: {{ . }}
      {{- end }}
    ports:
      - port: {{ $port }}
      - port: 4143
  {{- end }}
  {{- if eq $name "redis" }}
  # the length of the stream, where KEDA scales the subscriber
  - from:
      - namespaceSelector:
          matchLabels:
            kubernetes.io/metadata.name: keda
        podSelector:
          matchLabels:
            app: keda-operator
    ports:
      - port: 6379
      - port: 4143
  {{- end }}
{{- else }}
ingress: []
{{- end }}
{{- end }}

{{/* Whom the workload `name` may call. */}}
{{- define "canario.egressRules" -}}
{{- $name := .name }}
{{- $rules := list }}
{{- range include "canario.edges" . | fromYamlArray }}
{{- if eq .from $name }}
{{- $rules = append $rules . }}
{{- end }}
{{- end }}
{{- if $rules }}
egress:
  {{- range $rules }}
  - to:
      - podSelector:
          matchLabels:
            app.kubernetes.io/name: {{ .to }}
    ports:
      - port: {{ .port }}
      - port: 4143
  {{- end }}
  {{- if eq $name "canary-controller" }}
  # the API server, of which no selector knows, and the hooks of plans
  - ports:
      - port: 443
      - port: 6443
      - port: 8443
  {{- end }}
  {{- if eq $name "dummy-splitter" }}
  # the API server, of which no selector knows, and the keys of the identity provider
  - ports:
      - port: 443
      - port: 6443
      - port: 8443
  {{- end }}
{{- else }}
egress: []
{{- end }}
{{- end }}

{{/* `who` may call `server`. */}}
{{- define "canario.authorization" }}
---
apiVersion: policy.linkerd.io/v1alpha1
kind: AuthorizationPolicy
metadata:
  name: {{ .name }}
  namespace: {{ .namespace }}
  labels:
    {{- include "canario.labels" dict | nindent 4 }}
spec:
  targetRef:
    group: policy.linkerd.io
    kind: Server
    name: {{ .server }}
  requiredAuthenticationRefs:
    - group: policy.linkerd.io
      kind: {{ .kind }}
      name: {{ .who }}
{{- end }}
