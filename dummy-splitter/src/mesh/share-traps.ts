import { sharesOf } from '@canario/traffic-split/weights';
import { LOOK, type MeshView, percent, RESTART, type Trap } from './trap.ts';

/** What retries show of themselves. */
const RETRIED_LEAST = 5;

const isRetried = ({ proxy, sights, cluster }: MeshView): boolean =>
	(proxy.triedAgain ?? 0) >= RETRIED_LEAST ||
	sights.repeat > 0 ||
	cluster.findings.some(({ rule }) => rule === 'retries-cross-lanes');

const isFailing = ({ sights, cluster }: MeshView): boolean =>
	sights.failfast + sights.noEndpoints + sights.late > 0 ||
	cluster.findings.some(({ rule }) => rule === 'leaf-without-endpoints');

const LATE = 'the TrafficSplit is younger than this entry, whose proxy does not follow it';

/** No lane answers at all, so that there are no shares to judge. */
const isUnsplit = ({ sights, cluster }: MeshView): boolean =>
	cluster.cameLate && sights.apex > 0 && sights.blue + sights.green === 0;

type Cause = 'poisoned' | 'late' | 'failing' | 'retried' | 'before' | 'unknown';

/** Why shares are off, by what else is known; the first that explains them. */
function causeOf(view: MeshView): Cause | undefined {
	const { off, cluster } = view;
	if (!off) return undefined;
	if (cluster.wasPoison) return 'poisoned';
	if (cluster.cameLate) return 'late';
	if (isFailing(view)) return 'failing';
	if (off.asBefore) return 'before';
	return isRetried(view) ? 'retried' : 'unknown';
}

/** The sign of a trap that is one cause of shares that are off. */
const because =
	(cause: Cause, why: string): Trap['sign'] =>
	(view) => {
		const { off, asked } = view;
		if (!off || causeOf(view) !== cause) return undefined;
		const wanted = asked.from === 'configured' ? 'SPLIT_WEIGHTS says' : 'was asked';
		return `green answers ${percent(off.green)} of ${off.of}, and ${percent(sharesOf(asked.weights).green)} ${wanted}: ${why}`;
	};

/** Traps that show in who answers how often. */
export const SHARE_TRAPS: readonly Trap[] = [
	{
		id: 'proxy-poisoned',
		check: 'mesh shares',
		wayOut: `weights are whole, from 0, at most 10,000 in sum; set such ones, then ${RESTART}`,
		sign: because('poisoned', 'the split had weights that a proxy cannot hold, and it follows nothing since'),
	},
	{
		id: 'split-came-late',
		check: 'mesh shares',
		wayOut: `${RESTART}, and have the split exist before its clients`,
		sign: (view) => (isUnsplit(view) ? LATE : because('late', LATE)(view)),
	},
	{
		id: 'failing-over',
		check: 'mesh shares',
		wayOut: 'bring the pods of the other leaf back',
		sign: because('failing', 'a leaf has no endpoints, and the other takes its share'),
	},
	{
		id: 'old-weights',
		check: 'mesh shares',
		wayOut: `is Linkerd's control plane up (linkerd check)? If it is, ${RESTART}`,
		sign: (view) => {
			const before = view.off?.asBefore;
			return because(
				'before',
				`the mesh still draws by the weights before, blue=${before?.blue} green=${before?.green}`,
			)(view);
		},
	},
	{
		id: 'shares-off-by-retries',
		check: 'mesh shares',
		wayOut:
			'see what the other lane fails; without retries (retry.linkerd.io, isRetryable) shares are what is drawn',
		sign: because('retried', 'the mesh tries again, and a lane answers for what the other failed'),
	},
	{
		id: 'shares-off',
		check: 'mesh shares',
		wayOut: `does the object split this apex, alone, and is this pod meshed? ${LOOK}; ${RESTART} has the proxy begin anew`,
		sign: because('unknown', 'more than chance would do'),
	},
	{
		id: 'retries',
		check: 'mesh shares',
		wayOut: 'count failures at the lanes while a canary is judged, or take the retries away',
		sign: ({ proxy, sights: { repeat: repeats } }) => {
			const again = proxy.triedAgain ?? 0;
			if (again < RETRIED_LEAST && repeats === 0) return undefined;
			const parts = [
				...(again >= RETRIED_LEAST
					? [`the proxy sent at least ${again} requests more than it was given`]
					: []),
				...(repeats > 0 ? [`lanes knew ${repeats} vaccinations that were sent once`] : []),
			];
			return `${parts.join(', and ')}: the mesh tries again, and the lane that answers need not be the one drawn`;
		},
	},
];
