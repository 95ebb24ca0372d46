import { LANES } from '@canario/contracts/lane';
import type { SplitState } from '@canario/contracts/split-change';
import { type RampPlan, stepsOf } from '@canario/traffic-split/ramp';
import { useState } from 'react';
import { frameTexts } from '../../../i18n/frame.ts';
import { rampTexts } from '../../../i18n/operate-ramp.ts';
import { useTexts } from '../../../i18n/texts.ts';
import { timeLeft } from '../../traffic/faults/time-left.ts';
import { Button } from '../form/button.tsx';
import { Choice } from '../form/choice.tsx';
import form from '../form/form.module.css';
import { NumberField } from '../form/number-field.tsx';
import { ReasonField, useReason } from '../form/reason-field.tsx';
import { SpanField } from '../form/span-field.tsx';
import { percentOf } from '../split/shares.ts';
import styles from './ramp.module.css';
import { type RampDraft, rampOf, usualRamp } from './ramp-draft.ts';

interface Props {
	readonly split: SplitState;
	readonly onBegin: (plan: RampPlan) => void;
}

/** Where the weights go in steps, how large and how fast these are, and why. */
export function RampForm({ split, onBegin }: Props) {
	const texts = useTexts(rampTexts);
	const [written, setDraft] = useState<RampDraft>();
	const draft = written ?? usualRamp(percentOf(split.weights));
	const reason = useReason();
	const wanted = rampOf(draft);
	const steps = 'wrong' in wanted ? [] : stepsOf(split.weights, { ...wanted, reason: '' });
	const idle = steps.length === 0 || split.revertAtMs !== undefined;
	const begin = () => {
		if (idle || 'wrong' in wanted) return;
		const why = reason.demand();
		if (why !== undefined) onBegin({ ...wanted, reason: why });
	};
	return (
		<form
			className={styles.form}
			onSubmit={(event) => {
				event.preventDefault();
				begin();
			}}
		>
			<RampFields draft={draft} onChange={setDraft} />
			<ReasonField reason={reason} />
			<div className={styles.will}>
				<p>{split.revertAtMs === undefined ? <Will draft={draft} split={split} /> : texts.pending}</p>
				<p className={form.hint}>{texts.carried}</p>
			</div>
			<div className={form.acts}>
				<Button kind="change" idle={idle}>
					{texts.begin}
				</Button>
			</div>
		</form>
	);
}

interface FieldsProps {
	readonly draft: RampDraft;
	readonly onChange: (draft: RampDraft) => void;
}

function RampFields({ draft, onChange }: FieldsProps) {
	const texts = useTexts(rampTexts);
	const { lanes } = useTexts(frameTexts);
	const set = (part: Partial<RampDraft>) => onChange({ ...draft, ...part });
	const wanted = rampOf(draft);
	const wrong = 'wrong' in wanted ? wanted.wrong : [];
	return (
		<div className={styles.fields}>
			<Choice
				label={texts.lane}
				value={draft.lane}
				options={LANES.map((lane) => [lane, lanes[lane]])}
				onChoose={(lane) => set({ lane })}
			/>
			<NumberField
				label={texts.to}
				unit="%"
				wrong={wrong.includes('to') ? texts.wrongTo : undefined}
				value={draft.to}
				onChange={(to) => set({ to })}
			/>
			<NumberField
				label={texts.step}
				unit="pp"
				wrong={wrong.includes('step') ? texts.wrongStep : undefined}
				value={draft.step}
				onChange={(step) => set({ step })}
			/>
			<SpanField
				label={texts.every}
				wrong={wrong.includes('every') ? texts.wrongEvery : undefined}
				value={draft.every}
				units={['s', 'min', 'h']}
				onChange={(every) => set({ every })}
			/>
		</div>
	);
}

/** What would be done, in words. */
function Will({ draft, split }: { readonly draft: RampDraft; readonly split: SplitState }) {
	const texts = useTexts(rampTexts);
	const { lanes } = useTexts(frameTexts);
	const wanted = rampOf(draft);
	if ('wrong' in wanted) return null;
	const { lane, percent, everyMs } = wanted;
	const shares = stepsOf(split.weights, { ...wanted, reason: '' }).map((weights) => weights[lane]);
	const name = lanes[lane].charAt(0).toUpperCase() + lanes[lane].slice(1);
	if (shares.length === 0) return texts.nothing(name, String(percent));
	if (shares.length === 1) return texts.willOnce(name, String(percent));
	const told = shares.length > 12 ? [...shares.slice(0, 3), '…', ...shares.slice(-2)] : shares;
	return texts.will(name, told.join(', '), timeLeft((shares.length - 1) * everyMs));
}
