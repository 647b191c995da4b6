{{- define "zimage.name" -}}
{{- if contains "zimage" .Release.Name }}{{ .Release.Name | trunc 50 | trimSuffix "-" }}{{ else }}{{ printf "%s-zimage" .Release.Name | trunc 50 | trimSuffix "-" }}{{ end }}
{{- end }}

{{- define "zimage.image" -}}
{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}
{{- end }}

{{- define "zimage.serviceAccount" -}}
{{- if .Values.serviceAccount.create }}{{ .Values.serviceAccount.name | default (include "zimage.name" .) }}{{ else }}{{ .Values.serviceAccount.name | default "default" }}{{ end }}
{{- end }}

{{- /* Called with a dict of root and component. */ -}}
{{- define "zimage.selector" -}}
app.kubernetes.io/name: zimage
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .component }}
{{- end }}

{{- define "zimage.labels" -}}
{{ include "zimage.selector" . }}
app.kubernetes.io/version: {{ .root.Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .root.Chart.Name .root.Chart.Version | replace "+" "_" }}
{{- end }}

{{- /* The file zimage.properties of a component: the settings of all, then its own. Numbers are written as JSON, in
which 1048576 is not 1.048576e+06. */ -}}
{{- define "zimage.settings" -}}
{{- include "zimage.check" .root }}
{{- $settings := dict "database.url" .root.Values.database.url "media.store" .root.Values.media.store }}
{{- if .root.Values.database.passwordSecret.name }}
{{- $_ := set $settings "database.password_file" "/etc/zimage/database/password" }}
{{- end }}
{{- if .root.Values.publicUrl }}
{{- $_ := set $settings "server.public_url" .root.Values.publicUrl }}
{{- end }}
{{- range $name, $value := mergeOverwrite $settings (deepCopy .root.Values.settings) .own }}
{{ $name }} = {{ kindIs "string" $value | ternary $value (toJson $value) }}
{{- end }}
{{- end }}

{{- /* Values that do not go together. */ -}}
{{- define "zimage.check" -}}
{{- $path := hasPrefix "/" .Values.media.store }}
{{- if and $path (not .Values.media.existingClaim) }}
{{- fail (printf "media.existingClaim: name the claim that is mounted at media.store, %s" .Values.media.store) }}
{{- end }}
{{- if and .Values.media.existingClaim (not $path) }}
{{- fail (printf "media.store must be the path at which media.existingClaim is mounted, for example /pictures, not %s" .Values.media.store) }}
{{- end }}
{{- if and .Values.ingress.enabled (not .Values.publicUrl) }}
{{- fail (printf "publicUrl: name the address that clients use, for example https://%s" .Values.ingress.host) }}
{{- end }}
{{- end }}

{{- define "zimage.podSecurity" -}}
runAsNonRoot: true
runAsUser: 10001
runAsGroup: 10001
fsGroup: 10001
seccompProfile:
  type: RuntimeDefault
{{- end }}

{{- define "zimage.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities:
  drop: [ALL]
{{- end }}

{{- /* Called with a dict of root and values, those of the component. */ -}}
{{- define "zimage.environment" -}}
{{- if .root.Values.media.credentialsSecret }}
envFrom:
  - secretRef:
      name: {{ .root.Values.media.credentialsSecret }}
{{- end }}
{{- with .values.javaOptions }}
env:
  - name: ZIMAGE_JAVA_OPTS
    value: {{ . | quote }}
{{- end }}
{{- end }}

{{- /* Called with a dict of root and models, the claim of the weights or nothing. */ -}}
{{- define "zimage.mounts" -}}
- name: data
  mountPath: /var/lib/zimage
- name: settings
  mountPath: /var/lib/zimage/zimage.properties
  subPath: zimage.properties
  readOnly: true
- name: tmp
  mountPath: /tmp
{{- if .root.Values.database.passwordSecret.name }}
- name: database
  mountPath: /etc/zimage/database
  readOnly: true
{{- end }}
{{- if .root.Values.media.existingClaim }}
- name: media
  mountPath: {{ .root.Values.media.store }}
{{- end }}
{{- if .models }}
- name: models
  mountPath: /var/lib/zimage/models
  readOnly: true
{{- end }}
{{- end }}

{{- /* As zimage.mounts, with the name of the settings' map too. */ -}}
{{- define "zimage.volumes" -}}
- name: data
  emptyDir: {}
- name: settings
  configMap:
    name: {{ .settings }}
- name: tmp
  emptyDir: {}
{{- with .root.Values.database.passwordSecret }}
{{- if .name }}
- name: database
  secret:
    secretName: {{ .name }}
    items:
      - key: {{ .key }}
        path: password
{{- end }}
{{- end }}
{{- with .root.Values.media.existingClaim }}
- name: media
  persistentVolumeClaim:
    claimName: {{ . }}
{{- end }}
{{- with .models }}
- name: models
  persistentVolumeClaim:
    claimName: {{ . }}
    readOnly: true
{{- end }}
{{- end }}
