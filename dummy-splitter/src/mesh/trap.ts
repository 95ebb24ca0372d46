import type { Weights } from '@canario/contracts/service-report';
import type { AskedFrom } from './asked-split.ts';
import type { ClusterFacts } from './cluster-watch.ts';
import type { ProxyFacts } from './proxy-watch.ts';
import type { ShareOff } from './share-watch.ts';
import type { SightCounts } from './sightings.ts';

/** All that an entry knows of its mesh at one moment. */
export interface MeshView {
	/** Of the last half minute. */
	readonly sights: SightCounts;
	/** What a proxy said the last time that it answered itself; empty where none did. */
	readonly lastProxyError: string;
	/** Status of the last answer that named no lane. */
	readonly lastApexStatus: number | undefined;
	/** Green's share of the answers, where it is not what was asked. */
	readonly off: ShareOff | undefined;
	readonly asked: {
		readonly from: AskedFrom;
		readonly weights: Weights;
		/** Why the object cannot be read. */
		readonly trouble: string | undefined;
	};
	readonly proxy: ProxyFacts;
	readonly cluster: ClusterFacts;
}

/** The checks of `/readyz` that tell of traps; none of them makes the entry unready. */
export const TRAP_CHECKS = ['mesh split', 'mesh shares', 'mesh answers', 'mesh proxy'] as const;
export type TrapCheck = (typeof TRAP_CHECKS)[number];

/** Something that makes a mesh do other than was asked. */
export interface Trap {
	readonly id: string;
	readonly check: TrapCheck;
	readonly wayOut: string;
	/** What was seen of it; undefined where nothing was. */
	sign(view: MeshView): string | undefined;
}

/** A trap that was seen. */
export interface SeenTrap {
	readonly id: string;
	readonly check: TrapCheck;
	readonly message: string;
	readonly wayOut: string;
}

export const RESTART = 'kubectl rollout restart deployment/dummy-splitter';
export const LOOK = './canario doctor --cluster tells more';

/** Share in percent, for people. */
export const percent = (share: number): string => `${Math.round(share * 1000) / 10} %`;

/** As `/readyz` and the log have it. */
export const trapText = ({ id, message, wayOut }: SeenTrap): string =>
	`${id}: ${message}; way out: ${wayOut}`;
