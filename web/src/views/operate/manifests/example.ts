/** A split to begin with: it works, something about it surprises, and no other dialect writes it like this. */
export const EXAMPLE = `apiVersion: split.smi-spec.io/v1alpha1
kind: TrafficSplit
metadata:
  name: vaccinations
spec:
  service: vaccinations
  backends:
    - service: blue
      weight: 900m
    - service: green
      weight: 100m
---
apiVersion: v1
kind: Service
metadata: { name: vaccinations }
spec: { ports: [{ port: 3050 }] }
---
apiVersion: v1
kind: Service
metadata: { name: blue }
spec: { ports: [{ port: 3050 }] }
---
apiVersion: v1
kind: Service
metadata: { name: green }
spec: { ports: [{ port: 3050 }] }
`;
