import type { z } from 'zod';
import { type ClusterFacts, clusterFactsOf } from './cluster-facts.ts';
import { splitsOfHttpRoute } from './dialects/gateway.ts';
import { httpRouteSchema } from './dialects/gateway-schema.ts';
import { splitOfTrafficSplit } from './dialects/smi.ts';
import { smiV1alpha1Schema, smiV1alpha2Schema, smiV1alpha4Schema } from './dialects/smi-schema.ts';
import { type Fault, type Manifest, readManifests } from './manifests.ts';
import { pathText, type SplitDocument } from './split-document.ts';

/** What was found in the texts given, looked at together. */
export interface Parsed extends ClusterFacts {
	readonly splits: readonly SplitDocument[];
	/** What could not be read; the rest is there all the same. */
	readonly faults: readonly Fault[];
}

/** A text to be read, and what it is called in messages. */
export interface Source {
	readonly file: string;
	readonly text: string;
}

type Reader = (manifest: Manifest) => (SplitDocument | Fault)[];

const READERS: Readonly<Record<string, Reader>> = {
	'split.smi-spec.io/v1alpha1': reader(smiV1alpha1Schema, (read, manifest) => [
		splitOfTrafficSplit('smi/v1alpha1', read, manifest),
	]),
	'split.smi-spec.io/v1alpha2': reader(smiV1alpha2Schema, (read, manifest) => [
		splitOfTrafficSplit('smi/v1alpha2', read, manifest),
	]),
	'split.smi-spec.io/v1alpha4': reader(smiV1alpha4Schema, (read, manifest) => [
		splitOfTrafficSplit('smi/v1alpha4', read, manifest),
	]),
	'gateway.networking.k8s.io/v1': reader(httpRouteSchema, splitsOfHttpRoute),
	'gateway.networking.k8s.io/v1beta1': reader(httpRouteSchema, splitsOfHttpRoute),
};

/**
 * Reads every split of `sources`, YAML or JSON, and of the other objects what tells about splits (Services,
 * ServiceProfiles). Objects of other kinds are passed over.
 */
export function parse(...sources: readonly Source[]): Parsed {
	const read = sources.map(({ text, file }) => readManifests(text, file));
	const manifests = read.flatMap((one) => one.manifests);
	const found = manifests.filter(isSplit).flatMap((manifest) => readSplits(manifest));
	return {
		splits: found.filter((one) => 'split' in one),
		faults: [...read.flatMap(({ faults }) => faults), ...found.filter((one) => 'message' in one)],
		...clusterFactsOf(manifests),
	};
}

function isSplit({ apiVersion, kind }: Manifest): boolean {
	return (
		(kind === 'TrafficSplit' && apiVersion.startsWith('split.smi-spec.io/')) ||
		(kind === 'HTTPRoute' && apiVersion.startsWith('gateway.networking.k8s.io/'))
	);
}

function readSplits(manifest: Manifest): (SplitDocument | Fault)[] {
	const { apiVersion, placeOf } = manifest;
	const message = `${apiVersion} is not a dialect that is read: ${Object.keys(READERS).join(', ')} are`;
	return READERS[apiVersion]?.(manifest) ?? [{ ...placeOf(['apiVersion']), message }];
}

function reader<S extends z.ZodType>(
	schema: S,
	splitsOf: (read: z.infer<S>, manifest: Manifest) => SplitDocument[],
): Reader {
	return (manifest) => {
		const result = schema.safeParse(manifest.value);
		if (result.success) return splitsOf(result.data, manifest);
		return result.error.issues.map(({ path, message }) => ({
			...manifest.placeOf(path),
			message: `${pathText(path)}: ${message}`,
		}));
	};
}
