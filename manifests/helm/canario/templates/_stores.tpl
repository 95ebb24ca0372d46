{{- define "canario.redis" -}}
- name: redis
  image: {{ include "canario.image" . }}
  imagePullPolicy: IfNotPresent
  command:
    - redis-server
    - /etc/redis/redis.conf
    # half of the pod's limit: the rewrite of the append-only file needs room
    - --maxmemory
    - {{ .store.maxMemory }}
  ports:
    - name: redis
      containerPort: 6379
  startupProbe:
    exec:
      command: [redis-cli, -e, ping]
    periodSeconds: 2
    timeoutSeconds: 3
    # a large append-only file takes a while to be read
    failureThreshold: 150
  livenessProbe:
    tcpSocket:
      port: redis
    periodSeconds: 10
    failureThreshold: 6
  readinessProbe:
    exec:
      command: [redis-cli, -e, ping]
    periodSeconds: 5
    timeoutSeconds: 3
  resources:
    {{- toYaml .store.resources | nindent 4 }}
  securityContext:
    {{- include "canario.containerSecurity" . | nindent 4 }}
  volumeMounts:
    - name: data
      mountPath: /data
    - name: config
      mountPath: /etc/redis
      readOnly: true
{{- end }}

{{- define "canario.mongo" -}}
- name: mongo
  image: {{ include "canario.image" . }}
  imagePullPolicy: IfNotPresent
  command:
    - mongod
    - --replSet=rs0
    - --bind_ip_all
    - --dbpath=/data/db
    - --wiredTigerCacheSizeGB={{ .store.cacheGB }}
  ports:
    - name: mongo
      containerPort: 27017
  startupProbe:
    tcpSocket:
      port: mongo
    periodSeconds: 2
    failureThreshold: 150
  livenessProbe:
    tcpSocket:
      port: mongo
    periodSeconds: 10
    failureThreshold: 6
  readinessProbe:
    exec:
      command:
        - mongosh
        - --quiet
        - --eval
        - 'const { isWritablePrimary, secondary } = db.hello(); quit(isWritablePrimary || secondary ? 0 : 1)'
    periodSeconds: 15
    timeoutSeconds: 10
  resources:
    {{- toYaml .store.resources | nindent 4 }}
  securityContext:
    {{- include "canario.containerSecurity" . | nindent 4 }}
  volumeMounts:
    - name: data
      mountPath: /data/db
    - name: tmp
      mountPath: /tmp
  env:
    # mongosh keeps its settings there
    - name: HOME
      value: /tmp
- name: replica-set
  image: {{ include "canario.image" . }}
  imagePullPolicy: IfNotPresent
  command:
    - sh
    - -c
    - |
      trap 'exit 0' TERM
      while :; do
        [ "${HOSTNAME##*-}" != 0 ] || mongosh --nodb --quiet /scripts/replica-set.js
        sleep 30 & wait $!
      done
  env:
    - name: SERVICE
      value: mongo
    - name: MEMBERS
      value: '{{ .store.members }}'
    - name: HOME
      value: /tmp
  resources:
    requests:
      cpu: 10m
      memory: 96Mi
      ephemeral-storage: 16Mi
    limits:
      cpu: 500m
      memory: 256Mi
      ephemeral-storage: 64Mi
  securityContext:
    {{- include "canario.containerSecurity" . | nindent 4 }}
  volumeMounts:
    - name: tmp
      mountPath: /tmp
    - name: scripts
      mountPath: /scripts
      readOnly: true
{{- end }}
