import type { Interval } from '@canario/statistics/interval';
import { useFormats } from '../../../i18n/formats.ts';
import { useTexts } from '../../../i18n/texts.ts';
import { trafficTexts } from '../../../i18n/traffic.ts';
import styles from './split.module.css';
import { type Shares, windowOf } from './verdict.ts';

const WIDTH = 320;

/** The band on its axis, with a mark for what was asked and one for what was observed. */
export function BandPlot({ shares, band }: { readonly shares: Shares; readonly band: Interval }) {
	const { split } = useTexts(trafficTexts);
	const { percent } = useFormats();
	const shown = windowOf(shares, band);
	const x = (share: number) => 8 + ((share - shown.low) / (shown.high - shown.low)) * (WIDTH - 16);
	const said = [shares.asked, shares.observed, band.low, band.high].map((share) => percent(share, 2));
	const [asked = '', observed = '', low = '', high = ''] = said;
	return (
		<figure className={styles.plot}>
			<svg viewBox={`0 0 ${WIDTH} 34`} role="img" aria-label={split.plot(asked, observed, low, high)}>
				<line className={styles.axis} x1="0" x2={WIDTH} y1="22" y2="22" />
				<rect className={styles.band} x={x(band.low)} y="15" width={x(band.high) - x(band.low)} height="14" />
				<line className={styles.asked} x1={x(shares.asked)} x2={x(shares.asked)} y1="6" y2="34" />
				<circle className={styles.observed} cx={x(shares.observed ?? shares.asked)} cy="22" r="5" />
			</svg>
			<figcaption>{split.band(low, high)}</figcaption>
		</figure>
	);
}
