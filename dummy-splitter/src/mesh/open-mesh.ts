import type { Weights } from '@canario/contracts/service-report';
import type { Checks } from '@canario/service-kit/readiness';
import type { Runtime } from '@canario/service-kit/service';
import { within } from '@canario/service-kit/within';
import { LiveSplit } from '@canario/traffic-split/live-split';
import { AskedSplit, SETTLE_MS } from './asked-split.ts';
import { type ClusterFacts, watchCluster } from './cluster-watch.ts';
import { type FollowedObject, followObject } from './follow-object.ts';
import { OwnIds } from './own-ids.ts';
import { watchProxy } from './proxy-watch.ts';
import { ShareWatch } from './share-watch.ts';
import { Sightings } from './sightings.ts';
import { tellTraps } from './tell-traps.ts';
import type { MeshView } from './trap.ts';
import { seenTraps } from './traps.ts';

export interface MeshOptions {
	/** The first weights, and those by which shares are judged while no object can be read. */
	readonly weights: Weights;
	/** Whether somebody said that the mesh draws by them. */
	readonly weightsGiven: boolean;
	/** The object by which the mesh draws; undefined where nobody said. */
	readonly object:
		| {
				readonly address: string;
				readonly namespace: string | undefined;
				readonly kubeconfig: string | undefined;
		  }
		| undefined;
	/** The proxy's admin listener; undefined where there is none to ask. */
	readonly proxyUrl: string | undefined;
	/** How long the start waits for the object, milliseconds. */
	readonly waitMs: number;
	readonly newId: () => string;
}

/** What an entry in mesh mode has beside its route. */
export interface Mesh {
	readonly split: LiveSplit;
	readonly history: AskedSplit;
	/** Watches the hops. */
	readonly sightings: Sightings;
	readonly ids: OwnIds;
	/** What `/readyz` tells of traps; none of it makes the entry unready. */
	readonly checks: Checks;
	/** Calls `listener` when a change of the weights is in force for everything that is drawn from now on. */
	onSettled(listener: () => void): void;
}

type Means = Pick<Runtime, 'lifecycle' | 'log' | 'metrics'>;

/** The mesh as its entry sees it, from now on. */
export async function openMesh(options: MeshOptions, runtime: Means): Promise<Mesh> {
	const { weights, weightsGiven, object, proxyUrl, newId } = options;
	const { lifecycle } = runtime;
	const split = new LiveSplit(weights);
	const asked = new AskedSplit({ split, configured: weightsGiven, target: object?.address });
	const shares = new ShareWatch();
	shares.begin(asked.weights);
	const sightings = new Sightings({
		steadyS: () => performance.now() / 1_000,
		onSight(sight) {
			if (sight === 'blue' || sight === 'green') shares.saw(sight);
		},
	});
	const settled: (() => void)[] = [];
	whenSettled(asked, () => {
		shares.begin(asked.weights);
		for (const listener of settled) listener();
	});
	asked.onChange(() => shares.begin(undefined));
	const proxy = lifecycle.own(
		'proxy watch',
		watchProxy({ url: proxyUrl, requests: () => sightings.requests() }),
	);
	const { followed, cluster } = await openObject(asked, options, runtime);
	const view = (): MeshView => ({
		sights: sightings.counts(),
		lastProxyError: sightings.lastProxyError,
		lastApexStatus: sightings.lastApexStatus,
		off: shares.off(),
		asked: { from: asked.from, weights: split.read().weights, trouble: followed?.trouble() },
		proxy: proxy.facts(),
		cluster: cluster(),
	});
	const checks = tellTraps(() => seenTraps(view()), runtime);
	return {
		...{ split, sightings, checks, ids: new OwnIds(newId) },
		history: asked,
		onSettled: (listener) => void settled.push(listener),
	};
}

/** Calls `act` a moment after the last of several changes. */
function whenSettled(asked: AskedSplit, act: () => void): void {
	let timer: NodeJS.Timeout | undefined;
	asked.onChange(() => {
		clearTimeout(timer);
		timer = setTimeout(act, SETTLE_MS);
		timer.unref();
	});
}

const NOTHING: ClusterFacts = { findings: [], cameLate: false, wasPoison: false };

async function openObject(
	asked: AskedSplit,
	{ object: which, waitMs }: MeshOptions,
	{ lifecycle, log }: Means,
): Promise<{ followed: FollowedObject | undefined; cluster: () => ClusterFacts }> {
	if (!which) return { followed: undefined, cluster: () => NOTHING };
	// the library takes a second to load: who needs no cluster need not wait for it
	const { openSplitObject } = await import('./split-object.ts');
	const object = openSplitObject(which);
	const followed = followObject({ target: object.target, take: (state) => asked.take(state) });
	lifecycle.own('split object', followed);
	await within(waitMs, 'reading the split', followed.first).catch(() => {});
	const { from } = asked;
	if (from !== 'object') log.warn({ why: followed.trouble() }, 'begins with the configured weights');
	const cluster = lifecycle.own('cluster watch', watchCluster({ object, startedAtMs: Date.now() }));
	return { followed, cluster: () => cluster.facts() };
}
