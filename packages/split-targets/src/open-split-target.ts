import type { DrivenSplit } from '@canario/contracts/canary/public-canary';
import { ServiceError } from '@canario/service-kit/service-error';
import type { SplitTarget } from '@canario/traffic-split/split-target';
import { adminAt, TOKEN_KEY } from './admin-call.ts';
import { type AdminSplit, adminSplit } from './admin-split.ts';
import { adminSplitTarget } from './admin-split-target.ts';
import type { KubeClient } from './cluster/kube-client.ts';
import type { ClusterOptions } from './cluster/kube-config.ts';
import { HTTP_ROUTE } from './objects/http-route.ts';
import type { LaneNames } from './objects/lane-backends.ts';
import { objectSplitTarget } from './objects/object-split-target.ts';
import type { SplitKind } from './objects/split-kind.ts';
import { TRAFFIC_SPLIT } from './objects/traffic-split.ts';

const KINDS = [TRAFFIC_SPLIT, HTTP_ROUTE] as const;

/** Where an object is, and how it is used. */
export interface ObjectTargetOptions extends ClusterOptions {
	/** Else that of the context. */
	readonly namespace?: string | undefined;
	/** The Services behind the lanes; else they are found by their names. */
	readonly lanes?: LaneNames | undefined;
	/** Who acts, for those who come after; else the platform. */
	readonly by?: string | undefined;
	/** Asked right before each write; throws where nothing may be written any more. */
	readonly mayWrite?: (() => void) | undefined;
}

/** Where an object is, for what is kept beside it. */
export interface ObjectCluster {
	readonly client: KubeClient;
	readonly namespace: string;
}

/** How an entry's admin API is used. */
interface EntryTargetOptions {
	/** Asked for an entry's address alone. */
	readonly token: () => string;
	/** Who acts, for those who come after; else whose token it is. */
	readonly by?: string | undefined;
}

/** A target, and for an entry all that it can do beside: history, undo, confirm. */
export type OpenSplitTarget = {
	/** Which split it is, for those who ask. */
	readonly driven: DrivenSplit;
} & (
	| { readonly kind: 'entry'; readonly target: SplitTarget<number>; readonly split: AdminSplit }
	| { readonly kind: 'object'; readonly target: SplitTarget<string>; readonly cluster: ObjectCluster }
);

/** Tells `trafficsplit/NAME` and `httproute/NAME` from the URL of an entry. */
export const isObjectAddress = (address: string): boolean => !/^https?:\/\//.test(address);

/**
 * The split at an address: the URL of an entry's admin listener, `trafficsplit/NAME` or `httproute/NAME`.
 *
 * @throws {ServiceError} `invalid_input` for an address that is none, or where no cluster is known.
 */
export async function openSplitTarget(
	address: string,
	options: EntryTargetOptions & ObjectTargetOptions,
	env: NodeJS.ProcessEnv,
): Promise<OpenSplitTarget> {
	if (isObjectAddress(address)) return openObjectTarget(address, options, env);
	const token = options.token();
	const tokenFrom = token === env[TOKEN_KEY]?.trim() ? TOKEN_KEY : undefined;
	const split = adminSplit(adminAt(address, token, tokenFrom), options.by);
	return { kind: 'entry', driven: { name: 'entry' }, target: adminSplitTarget(split), split };
}

async function openObjectTarget(
	address: string,
	options: ObjectTargetOptions,
	env: NodeJS.ProcessEnv,
): Promise<OpenSplitTarget> {
	const { kind, name } = objectOf(address);
	// the library takes a second to load: who talks to an entry need not wait for it
	const { connectCluster } = await import('./cluster/connect-cluster.ts');
	const { kubeConfigOf, namespaceOf } = await import('./cluster/kube-config.ts');
	const config = kubeConfigOf(options, env);
	const namespace = options.namespace ?? namespaceOf(config);
	const client = connectCluster(config);
	const target = objectSplitTarget(kind, {
		client,
		name,
		namespace,
		by: options.by ?? 'canario',
		lanes: options.lanes,
		mayWrite: options.mayWrite,
		now: Date.now,
	});
	return { kind: 'object', driven: { name: address, namespace }, target, cluster: { client, namespace } };
}

/**
 * The kind and the name that `trafficsplit/NAME` and `httproute/NAME` mean.
 *
 * @throws {ServiceError} `invalid_input` for any other address.
 */
export function objectOf(address: string): { kind: SplitKind; name: string } {
	const [singular, name, ...more] = address.split('/');
	const kind = KINDS.find((one) => one.singular === singular);
	if (kind && name && /^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/.test(name) && more.length === 0)
		return { kind, name };
	throw new ServiceError(
		'invalid_input',
		`"${address}" is no target: expected the URL of an admin listener, trafficsplit/NAME or httproute/NAME`,
	);
}
