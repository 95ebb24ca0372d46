import type { CheckResult } from '@canario/contracts/canary/check-result';
import { type Lane, otherThan } from '@canario/contracts/lane';
import { canaryTexts } from '../i18n/canary.ts';
import { useFormats } from '../i18n/formats.ts';
import { frameTexts } from '../i18n/frame.ts';
import { useTexts } from '../i18n/texts.ts';
import { type CheckFigures, figuresOf } from './check-figures.ts';
import { CheckPlot } from './check-plot.tsx';
import styles from './checks-list.module.css';
import { VerdictMark } from './verdict-mark.tsx';

interface Props {
	readonly checks: readonly CheckResult[];
	/** The canary's lane. */
	readonly to: Lane;
	/** Only what fits a narrow column. */
	readonly brief?: boolean;
}

/** Every check with its verdict, its value beside its limit, and the interval that decides. */
export function ChecksList({ checks, to, brief = false }: Props) {
	const texts = useTexts(canaryTexts);
	const { lanes } = useTexts(frameTexts);
	const formats = useFormats();
	return (
		<ul className={styles.checks} data-brief={brief} aria-label={texts.checks}>
			{checks.map((check) => {
				const { metric, kind, verdict, of } = check;
				const figures = figuresOf(check, formats, texts.points);
				return (
					<li key={metric + kind} className={styles.check}>
						<VerdictMark verdict={verdict} />
						<span className={styles.name}>
							{texts.metrics[metric]}{' '}
							{kind === 'comparison' && <small>{texts.against(lanes[otherThan(to)])}</small>}
						</span>
						<Measured figures={figures} brief={brief} unknown={verdict === 'none' ? '–' : texts.unknown} />
						<span className={styles.limit}>{texts.limit(figures.limit)}</span>
						{brief ? undefined : <CheckPlot check={check} figures={figures} />}
						<span className={styles.samples}>{texts.samples(formats.count(of))}</span>
					</li>
				);
			})}
		</ul>
	);
}

interface MeasuredProps {
	readonly figures: CheckFigures;
	readonly brief: boolean;
	/** Said where nothing is held against the limit. */
	readonly unknown: string;
}

function Measured({ figures, brief, unknown }: MeasuredProps) {
	const texts = useTexts(canaryTexts);
	const { value, own, other, low, high } = figures;
	const interval = low !== undefined && high !== undefined && texts.between(low, high);
	const both = own !== undefined && other !== undefined && texts.both(own, other);
	return (
		<span className={styles.measured}>
			<b>{value ?? unknown}</b>
			{!brief && (both || interval) && (
				<small>{[both, interval].filter((words) => words !== false).join(', ')}</small>
			)}
		</span>
	);
}
