import { LANES } from '@canario/contracts/lane';
import { useFormats } from '../../../i18n/formats.ts';
import { frameTexts } from '../../../i18n/frame.ts';
import { useTexts } from '../../../i18n/texts.ts';
import { trafficTexts } from '../../../i18n/traffic.ts';
import { GateLabel } from './gate-label.tsx';
import { LaneHead } from './lane-head.tsx';
import styles from './picture.module.css';
import { RiverLabels } from './river-labels.tsx';
import { useFork } from './use-fork.ts';
import { useLane } from './use-lane.ts';
import { useStoredRate } from './use-stored-rate.ts';

/** The river that forks, with its figures; `followed` is the key of the vaccination that shines yellow. */
export function Picture({ followed }: { readonly followed: string | undefined }) {
	const { box, river, particles, layout, stepMs } = useFork(followed);
	const storedRate = useStoredRate();
	return (
		<div className={styles.room}>
			<div ref={box} className={styles.box} role="img" aria-label={useSummary()} data-course={layout?.course}>
				<canvas ref={river} className={styles.sheet} />
				<canvas ref={particles} className={styles.sheet} />
				{layout !== undefined && (
					<div className={styles.labels} aria-hidden="true">
						{LANES.map((lane) => (
							<div key={lane}>
								<LaneHead lane={lane} layout={layout} />
								<GateLabel lane={lane} gate={0} layout={layout} storedRate={storedRate[lane]} />
								<GateLabel lane={lane} gate={1} layout={layout} storedRate={storedRate[lane]} />
							</div>
						))}
						<RiverLabels layout={layout} stepMs={stepMs} />
					</div>
				)}
			</div>
		</div>
	);
}

/** The picture in words. */
function useSummary(): string {
	const { fork } = useTexts(trafficTexts);
	const { lanes: names } = useTexts(frameTexts);
	const { percent, rate, duration } = useFormats();
	const lanes = { blue: useLane('blue'), green: useLane('green') };
	const [blue = '', green = ''] = LANES.map((lane) => {
		const { asked, ratePerSecond, ack, durable } = lanes[lane] ?? {};
		const flow = fork.summaryLane(names[lane], percent(asked, 0), rate(ratePerSecond));
		return `${flow} ${fork.summaryTimes(duration(ack?.p95), duration(durable?.p95))}`;
	});
	return fork.summary(blue, green);
}
