// Its CRDs are taken out of the module; nothing of it is compiled.
module canario.invalid/gateway-api

go 1.26.0

require sigs.k8s.io/gateway-api v1.6.3
