import { globSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseAllDocuments } from 'yaml';

/** The folder of all manifests. */
export const MANIFESTS = resolve(import.meta.dirname, '..');

export interface EnvVar {
	readonly name: string;
	readonly value?: string;
	readonly valueFrom?: unknown;
}

interface Probe {
	readonly httpGet?: { readonly path: string; readonly port: string | number };
}

export interface Container {
	readonly name: string;
	readonly image: string;
	readonly command?: readonly string[];
	readonly env?: readonly EnvVar[];
	readonly ports?: readonly { readonly name: string; readonly containerPort: number }[];
	readonly startupProbe?: Probe;
	readonly livenessProbe?: Probe;
	readonly readinessProbe?: Probe;
	readonly lifecycle?: { readonly preStop?: { readonly sleep?: { readonly seconds: number } } };
	readonly resources?: Readonly<Record<'requests' | 'limits', Readonly<Record<string, string>>>>;
	readonly securityContext?: Readonly<Record<string, unknown>>;
}

export interface PodSpec {
	readonly serviceAccountName?: string;
	readonly automountServiceAccountToken?: boolean;
	readonly enableServiceLinks?: boolean;
	readonly terminationGracePeriodSeconds?: number;
	readonly securityContext?: Readonly<Record<string, unknown>>;
	readonly containers: readonly Container[];
	readonly topologySpreadConstraints?: unknown;
}

/** A Kubernetes object, as far as tests look into it. */
export interface KubeObject {
	readonly apiVersion: string;
	readonly kind: string;
	readonly metadata: {
		readonly name: string;
		readonly namespace?: string;
		readonly labels?: Readonly<Record<string, string>>;
		readonly annotations?: Readonly<Record<string, string>>;
	};
	// biome-ignore lint/suspicious/noExplicitAny: a spec is of any kind, and each test says what it expects of its own
	readonly spec?: any;
	readonly data?: Readonly<Record<string, string>>;
}

/** All objects of a text of one or more YAML documents. Throws where one does not parse. */
export function objectsOf(text: string): KubeObject[] {
	return parseAllDocuments(text).flatMap((document) => {
		const [error] = document.errors;
		if (error) throw error;
		const object = document.toJS() as KubeObject | null;
		return object === null ? [] : [object];
	});
}

/** Paths below `manifests` that match, without the chart's templates, which are no YAML. */
export const filesOf = (pattern: string): string[] =>
	globSync(pattern, { cwd: MANIFESTS })
		.filter((path) => !path.includes('/templates/'))
		.sort();

export const read = (path: string): string => readFileSync(resolve(MANIFESTS, path), 'utf8');

/** The objects of one kind, by their names. */
export const byName = (objects: readonly KubeObject[], kind: string): Map<string, KubeObject> =>
	new Map(objects.filter((one) => one.kind === kind).map((one) => [one.metadata.name, one]));

/** The pod of a Deployment or StatefulSet. */
export const podOf = (object: KubeObject): PodSpec => object.spec.template.spec;

/** Its first container, which is the one of its name. */
export function mainContainer(object: KubeObject): Container {
	const found = podOf(object).containers.find(({ name }) => name === object.metadata.name);
	if (!found) throw new Error(`${object.metadata.name} has no container of its name`);
	return found;
}
