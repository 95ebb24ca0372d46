import { type RefObject, useId } from 'react';
import { forecastTexts } from '../../../i18n/operate-forecast.ts';
import { useTexts } from '../../../i18n/texts.ts';
import { CodeRoom } from '../code/code-room.tsx';
import type { PlanReader } from '../code/load-code.ts';
import type { Code } from '../code/use-code.ts';
import styles from './plan.module.css';
import { PlanFaults } from './plan-faults.tsx';
import { PlanForecast } from './plan-forecast.tsx';
import { PlanMeaning } from './plan-meaning.tsx';
import type { PlanReading } from './plan-reader.ts';

interface Props {
	readonly reader: Code<PlanReader>;
	readonly reading: PlanReading | undefined;
	/** Whether the fields do not say it all already. */
	readonly whole: boolean;
	readonly field: RefObject<HTMLTextAreaElement | null>;
}

/** What a plan would do and about how long it would take, or what is wrong with it, while it is written. */
export function PlanPreview({ reader, reading, whole, field }: Props) {
	const texts = useTexts(forecastTexts);
	const id = useId();
	return (
		<section className={styles.forecast} aria-labelledby={id}>
			<h3 id={id}>{texts.title}</h3>
			<CodeRoom code={reader} />
			{reader.phase === 'ready' && reading === undefined && <p>{texts.unclear}</p>}
			{reading && 'faults' in reading && <PlanFaults faults={reading.faults} field={field} />}
			{reader.phase === 'ready' && reading && 'plan' in reading && (
				<>
					<PlanForecast plan={reading.plan} reader={reader.code} />
					{whole && <PlanMeaning plan={reading.plan} />}
				</>
			)}
		</section>
	);
}
