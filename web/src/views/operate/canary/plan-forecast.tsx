import type { Forecast } from '@canario/canary/forecast';
import type { CanaryPlan } from '@canario/contracts/canary/plan';
import { useMemo } from 'react';
import { canaryTexts } from '../../../i18n/canary.ts';
import { useFormats } from '../../../i18n/formats.ts';
import { forecastTexts } from '../../../i18n/operate-forecast.ts';
import { useTexts } from '../../../i18n/texts.ts';
import { DataTable } from '../../../parts/data-table.tsx';
import type { PlanReader } from '../code/load-code.ts';
import styles from './plan.module.css';
import { useForecastWords, useSpanText } from './use-forecast-words.ts';
import { useLanes } from './use-lanes.ts';

interface Props {
	readonly plan: CanaryPlan;
	readonly reader: PlanReader;
}

/** About how long each step takes, at the traffic of now and if the lane turns out as good as the other. */
export function PlanForecast({ plan, reader }: Props) {
	const { decimal } = useFormats();
	const texts = useTexts(forecastTexts);
	const words = useForecastWords();
	const lanes = useLanes();
	const forecast = useMemo(
		() => (lanes === undefined ? undefined : reader.forecast(plan, { lanes })),
		[plan, lanes, reader],
	);
	const said =
		forecast === undefined
			? lanes === undefined
				? texts.noFigures
				: texts.noTraffic
			: words.whole(forecast);
	return (
		<>
			<p>
				{forecast !== undefined && <b>{texts.at(decimal(forecast.ratePerSecond, 1))} </b>}
				{said}
			</p>
			<StepsTable plan={plan} forecast={forecast} />
		</>
	);
}

function StepsTable({
	plan,
	forecast,
}: {
	readonly plan: CanaryPlan;
	readonly forecast?: Forecast | undefined;
}) {
	const texts = useTexts(forecastTexts);
	const { metrics } = useTexts(canaryTexts);
	const { percent } = useFormats();
	const words = useForecastWords();
	const span = useSpanText();
	const rows = plan.steps.map((step, index) => ({
		...step,
		number: index + 1,
		told: forecast?.steps[index],
	}));
	return (
		<DataTable
			caption={texts.table}
			rows={rows}
			rowKey={({ number }) => String(number)}
			columns={[
				{ key: 'step', title: texts.step, cell: ({ number }) => number },
				{ key: 'share', title: texts.share, cell: ({ share }) => percent(share / 100, 0) },
				{ key: 'hold', title: texts.hold, cell: ({ holdMs }) => span(holdMs) },
				{
					key: 'forecast',
					title: texts.forecast,
					cell: ({ told }) => (
						<span className={styles.words}>{told === undefined ? '–' : words.step(told, metrics)}</span>
					),
				},
			]}
		/>
	);
}
