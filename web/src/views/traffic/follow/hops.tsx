import type { Lane } from '@canario/contracts/lane';
import type { Hop } from '@canario/contracts/trace';
import { useFormats } from '../../../i18n/formats.ts';
import { frameTexts } from '../../../i18n/frame.ts';
import { useTexts } from '../../../i18n/texts.ts';
import { trafficTexts } from '../../../i18n/traffic.ts';
import { LaneMark } from '../../../parts/lane-mark.tsx';
import styles from './follow.module.css';
import type { Way } from './way.ts';

/** Where the vaccination was seen, and after what time. */
export function Hops({ way }: { readonly way: Way }) {
	const { follow: texts } = useTexts(trafficTexts);
	const { lanes } = useTexts(frameTexts);
	const { duration, time } = useFormats();
	if (way.hops.length === 0) return <p className={styles.waiting}>{texts.waiting}</p>;
	const { lane } = way;
	return (
		<ol className={styles.hops} aria-label={texts.way} data-over={way.over}>
			{way.hops.map(({ hop, afterMs }, index) => (
				<li key={hop} data-hop={hop}>
					<span>
						{hop === 'routed' && lane !== undefined && <LaneMark lane={lane} />}{' '}
						{hopText(hop, lane, texts.hops, lanes)}
					</span>
					<b>{index === 0 ? time(way.startMs) : texts.after(duration(afterMs))}</b>
				</li>
			))}
		</ol>
	);
}

type HopTexts = (typeof trafficTexts)['es']['follow']['hops'];

function hopText(
	hop: Hop,
	lane: Lane | undefined,
	texts: HopTexts,
	names: Readonly<Record<Lane, string>>,
): string {
	if (hop === 'taken') return lane === undefined ? texts.takenBy : texts.taken[lane];
	if (hop === 'routed') return texts.routed(lane === undefined ? '–' : names[lane]);
	return texts[hop];
}
