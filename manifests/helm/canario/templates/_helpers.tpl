{{/* Labels of an object. (dict "name" NAME "component" COMPONENT), each may be left out. */}}
{{- define "canario.labels" -}}
{{- with .name }}
app.kubernetes.io/name: {{ . }}
{{- end }}
{{- with .component }}
app.kubernetes.io/component: {{ . }}
{{- end }}
app.kubernetes.io/part-of: canario
{{- end }}

{{/* What a meshed pod is annotated with. */}}
{{- define "canario.podAnnotations" -}}
{{- if .Values.linkerd.enabled }}
annotations:
  linkerd.io/inject: enabled
  # starts before the service and ends after it, so nothing has to wait for the other
  config.beta.linkerd.io/proxy-enable-native-sidecar: 'true'
  {{- range $key, $value := .Values.linkerd.proxy }}
  config.linkerd.io/proxy-{{ $key }}: {{ $value | quote }}
  {{- end }}
  {{- if .Values.linkerd.policy }}
  config.linkerd.io/default-inbound-policy: deny
  {{- end }}
{{- end }}
{{- end }}

{{- define "canario.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities:
  drop:
    - ALL
{{- end }}

{{/* Security of a pod. */}}
{{- define "canario.podSecurity" -}}
runAsNonRoot: true
runAsUser: 10001
runAsGroup: 10001
seccompProfile:
  type: RuntimeDefault
{{- end }}

{{- define "canario.image" -}}
{{- $image := index .Values.images .name -}}
{{ $image.name }}:{{ $image.tag }}
{{- end }}

{{- define "canario.spread" -}}
topologySpreadConstraints:
  {{- range list "topology.kubernetes.io/zone" "kubernetes.io/hostname" }}
  - maxSkew: 1
    topologyKey: {{ . }}
    whenUnsatisfiable: ScheduleAnyway
    labelSelector:
      matchLabels:
        app.kubernetes.io/name: {{ $.name }}
  {{- end }}
{{- end }}

{{/* Services whose number of replicas is an autoscaler's. */}}
{{- define "canario.scaled" -}}
{{- if .Values.autoscaling.enabled -}}
dummy-splitter blue-grpc green-redis subscriber
{{- end -}}
{{- end }}

{{/* The port of a workload by number, as the policies of the mesh call it. */}}
{{- define "canario.portName" -}}
{{- get (dict "3060" "admin" "27017" "mongo" "6379" "redis") (toString .) | default "http" -}}
{{- end }}

{{/* How a service knows of the split. (dict "name" NAME "by" entry|httpRoute|trafficSplit) */}}
{{- define "canario.splitEnv" -}}
{{- $object := printf "%s/lanes" (lower .by) }}
{{- if eq .name "dummy-splitter" }}
- name: SPLIT_MODE
  value: {{ ternary "local" "mesh" (eq .by "entry") }}
{{- if ne .by "entry" }}
- name: APEX_URL
  value: http://apex:3050
# above the 3 s for which the mesh waits for a leaf that has no endpoint left
- name: HOP_DEADLINE_MS
  value: '4000'
- name: MESH_SPLIT
  value: {{ $object }}
- name: MESH_NAMESPACE
  valueFrom:
    fieldRef:
      fieldPath: metadata.namespace
{{- end }}
{{- else if eq .name "canary-controller" }}
- name: SPLIT_TARGET
  value: {{ ternary "http://dummy-splitter-admin:3060" $object (eq .by "entry") }}
{{- if eq .by "entry" }}
- name: CANARIO_TOKEN
  valueFrom:
    secretKeyRef:
      name: canario-token
      key: CANARIO_TOKEN
{{- else }}
- name: SPLIT_NAMESPACE
  valueFrom:
    fieldRef:
      fieldPath: metadata.namespace
{{- end }}
{{- end }}
{{- end }}
