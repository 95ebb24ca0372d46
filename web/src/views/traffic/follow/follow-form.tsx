import { DEPARTMENTS } from '@canario/contracts/departments';
import type { FollowInput } from '@canario/contracts/feed';
import { VACCINES } from '@canario/contracts/vaccines';
import { type ReactNode, useState } from 'react';
import { useTexts } from '../../../i18n/texts.ts';
import { trafficTexts } from '../../../i18n/traffic.ts';
import styles from './follow.module.css';

const AGES = [8, 15, 24, 34, 45, 58, 67, 80] as const;

interface Props {
	readonly onSend: (input: FollowInput) => void;
	readonly sending: boolean;
}

/** What of a made-up vaccination can be chosen. */
export function FollowForm({ onSend, sending }: Props) {
	const { follow: texts } = useTexts(trafficTexts);
	const [input, setInput] = useState<FollowInput>({ department: '01', vaccine: 'Moderna', dose: 1, age: 34 });
	return (
		<form
			className={styles.form}
			onSubmit={(event) => {
				event.preventDefault();
				if (!sending) onSend(input);
			}}
		>
			<Choice
				label={texts.department}
				value={input.department}
				onChange={(department) => setInput({ ...input, department })}
				options={DEPARTMENTS.map(({ code, name }) => [code, name])}
			/>
			<Choice
				label={texts.vaccine}
				value={input.vaccine}
				onChange={(chosen) =>
					setInput({ ...input, vaccine: VACCINES.find((vaccine) => vaccine === chosen) ?? input.vaccine })
				}
				options={VACCINES.map((vaccine) => [vaccine, vaccine])}
			/>
			<Choice
				label={texts.dose}
				value={String(input.dose)}
				onChange={(dose) => setInput({ ...input, dose: Number(dose) })}
				options={texts.doses.map((dose, index) => [String(index + 1), dose])}
			/>
			<Choice
				label={texts.age}
				value={String(input.age)}
				onChange={(age) => setInput({ ...input, age: Number(age) })}
				options={AGES.map((age) => [String(age), texts.years(String(age))])}
			/>
			<button type="submit" className={styles.send} aria-disabled={sending}>
				{sending ? texts.sending : texts.send}
			</button>
		</form>
	);
}

interface ChoiceProps {
	readonly label: ReactNode;
	readonly value: string;
	readonly onChange: (value: string) => void;
	readonly options: readonly (readonly [value: string, text: string])[];
}

function Choice({ label, value, onChange, options }: ChoiceProps) {
	return (
		<label className={styles.choice}>
			<span>{label}</span>
			<select value={value} onChange={({ target }) => onChange(target.value)}>
				{options.map(([key, text]) => (
					<option key={key} value={key}>
						{text}
					</option>
				))}
			</select>
		</label>
	);
}
