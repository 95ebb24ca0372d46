import type { CheckResult } from '@canario/contracts/canary/check-result';
import { canaryTexts } from '../i18n/canary.ts';
import { useTexts } from '../i18n/texts.ts';
import { axisOf } from './check-axis.ts';
import { type CheckFigures, measuredOf } from './check-figures.ts';
import styles from './check-plot.module.css';

const WIDTH = 200;
const HEIGHT = 22;

/** The interval of a check on its axis, with the limit that it must not cross. */
export function CheckPlot({
	check,
	figures,
}: {
	readonly check: CheckResult;
	readonly figures: CheckFigures;
}) {
	const { plot, between, unknown } = useTexts(canaryTexts);
	const value = measuredOf(check);
	const { at } = axisOf(check, value);
	const x = (number: number) => 4 + at(number) * (WIDTH - 8);
	const [low, high] = [x(check.low ?? Number.NEGATIVE_INFINITY), x(check.high ?? Number.POSITIVE_INFINITY)];
	const said = plot(
		figures.value ?? unknown,
		between(figures.low ?? '…', figures.high ?? '…'),
		figures.limit,
	);
	const limit = x(check.limit);
	return (
		<svg
			className={styles.plot}
			data-verdict={check.verdict}
			viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
			preserveAspectRatio="none"
			role="img"
			aria-label={said}
		>
			<rect className={styles.over} x={limit} y="2" width={Math.max(0, WIDTH - limit)} height={HEIGHT - 4} />
			<line className={styles.axis} x1="0" x2={WIDTH} y1={HEIGHT / 2} y2={HEIGHT / 2} />
			{value !== undefined && (
				<>
					<rect className={styles.band} x={low} y="7" width={Math.max(1.5, high - low)} height="8" />
					<line className={styles.value} x1={x(value)} x2={x(value)} y1="4" y2={HEIGHT - 4} />
				</>
			)}
			<line className={styles.limit} x1={limit} x2={limit} y1="0" y2={HEIGHT} />
		</svg>
	);
}
