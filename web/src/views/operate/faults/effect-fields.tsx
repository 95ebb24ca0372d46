import { LANES } from '@canario/contracts/lane';
import { frameTexts } from '../../../i18n/frame.ts';
import { faultTexts } from '../../../i18n/operate-faults.ts';
import { useTexts } from '../../../i18n/texts.ts';
import { Choice } from '../form/choice.tsx';
import form from '../form/form.module.css';
import { NumberField } from '../form/number-field.tsx';
import { SpanField } from '../form/span-field.tsx';
import type { FaultDraft, Wrong } from './fault-draft.ts';
import styles from './faults.module.css';

interface Props {
	readonly draft: FaultDraft;
	readonly wrong: readonly Wrong[];
	readonly onChange: (draft: FaultDraft) => void;
}

/** Everything that a fault can do to a lane. */
export function EffectFields({ draft, wrong, onChange }: Props) {
	const texts = useTexts(faultTexts);
	const { lanes } = useTexts(frameTexts);
	const field = (name: 'errors' | 'delay' | 'jitter' | 'durable' | 'drop', unit: string, hint?: string) => (
		<NumberField
			label={texts[name]}
			hint={hint}
			wrong={wrong.includes(name) ? texts.wrong(texts[name]) : undefined}
			unit={unit}
			value={draft[name]}
			placeholder="0"
			onChange={(typed) => onChange({ ...draft, [name]: typed })}
		/>
	);
	return (
		<>
			<div className={styles.effects}>
				<Choice
					label={texts.lane}
					value={draft.lane}
					options={LANES.map((lane) => [lane, lanes[lane]])}
					onChoose={(lane) => onChange({ ...draft, lane })}
				/>
				{field('errors', '%', texts.errorsHint)}
				{field('delay', 'ms')}
				{field('jitter', 'ms')}
				{field('durable', 'ms', texts.durableHint)}
				{field('drop', '%', texts.dropHint)}
				<SpanField
					label={texts.for}
					hint={texts.forHint}
					wrong={wrong.includes('span') ? texts.forHint : undefined}
					value={draft.span}
					units={['s', 'min']}
					onChange={(span) => onChange({ ...draft, span })}
				/>
			</div>
			<label className={form.check}>
				<input
					type="checkbox"
					checked={draft.hang}
					onChange={({ target }) => onChange({ ...draft, hang: target.checked })}
				/>
				{texts.hang}
			</label>
		</>
	);
}
