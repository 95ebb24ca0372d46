import { type ByLane, LANES } from '@canario/contracts/lane';
import type { ReactNode } from 'react';
import { frameTexts } from '../../../i18n/frame.ts';
import { canaryDeskTexts } from '../../../i18n/operate-canary.ts';
import { useTexts } from '../../../i18n/texts.ts';
import { Choice } from '../form/choice.tsx';
import { Field } from '../form/field.tsx';
import { NumberField } from '../form/number-field.tsx';
import type { Span } from '../form/span.ts';
import { SpanField } from '../form/span-field.tsx';
import { CheckFields } from './check-fields.tsx';
import { type PlanDraft, planTo, type Wrong } from './plan-draft.ts';
import styles from './start.module.css';

interface Props {
	readonly draft: PlanDraft;
	/** Per cent of each lane as it is. */
	readonly has: ByLane<number>;
	readonly wrong: readonly Wrong[];
	readonly onChange: (draft: PlanDraft) => void;
}

/** A plan with all that it says, in fields. */
export function PlanForm({ draft, has, wrong, onChange }: Props) {
	const { plan: texts } = useTexts(canaryDeskTexts);
	const { lanes } = useTexts(frameTexts);
	const set = (part: Partial<PlanDraft>) => onChange({ ...draft, ...part });
	const span = (name: 'every' | 'patience' | 'backEvery', label: string, hint?: ReactNode) => (
		<SpanField
			label={label}
			hint={hint}
			wrong={wrong.includes(name) ? texts.wrongSpan : undefined}
			value={draft[name]}
			units={['s', 'min', 'h']}
			onChange={(value: Span) => set({ [name]: value })}
		/>
	);
	return (
		<>
			<div className={styles.fields}>
				<Choice
					label={texts.to}
					value={draft.to}
					options={LANES.map((lane) => [lane, lanes[lane]])}
					onChoose={(to) => set(planTo(to, has))}
				/>
				<div className={styles.wide}>
					<Field
						label={texts.steps}
						hint={texts.stepsHint}
						wrong={wrong.includes('steps') ? texts.stepsWrong : undefined}
					>
						{(bound) => (
							<input
								{...bound}
								autoComplete="off"
								value={draft.steps}
								onChange={({ target }) => set({ steps: target.value })}
							/>
						)}
					</Field>
				</div>
				{span('every', texts.every)}
				{span('patience', texts.patience, texts.patienceHint)}
			</div>
			<div className={styles.halves}>
				<CheckFields checks={draft.checks} onChange={(checks) => set({ checks })} />
				<PlanEnds draft={draft} wrong={wrong} span={span} onChange={onChange} />
			</div>
		</>
	);
}

interface EndsProps extends Omit<Props, 'has'> {
	readonly span: (name: 'backEvery', label: string) => ReactNode;
}

/** What becomes of a canary that fails, and by what risks that is decided. */
function PlanEnds({ draft, wrong, span, onChange }: EndsProps) {
	const { plan: texts } = useTexts(canaryDeskTexts);
	const set = (part: Partial<PlanDraft>) => onChange({ ...draft, ...part });
	return (
		<div className={styles.fields}>
			<Choice
				label={texts.rollback}
				value={draft.rollback}
				options={[
					['at-once', texts.atOnce],
					['gradual', texts.gradual],
				]}
				onChoose={(rollback) => set({ rollback })}
			/>
			{draft.rollback === 'gradual' && (
				<>
					<NumberField
						label={texts.points}
						unit="pp"
						wrong={wrong.includes('points') ? texts.wrongPoints : undefined}
						value={draft.points}
						onChange={(points) => set({ points })}
					/>
					{span('backEvery', texts.backEvery)}
				</>
			)}
			<NumberField
				label={texts.alarm}
				hint={texts.alarmHint}
				unit="%"
				wrong={wrong.includes('alarmRisk') ? texts.wrongRisk : undefined}
				value={draft.alarmRisk}
				onChange={(alarmRisk) => set({ alarmRisk })}
			/>
			<NumberField
				label={texts.pass}
				hint={texts.passHint}
				unit="%"
				wrong={wrong.includes('passRisk') ? texts.wrongRisk : undefined}
				value={draft.passRisk}
				onChange={(passRisk) => set({ passRisk })}
			/>
		</div>
	);
}
