import type { ReactNode } from 'react';
import { operateTexts } from '../../../i18n/operate.ts';
import { useTexts } from '../../../i18n/texts.ts';
import { Field } from './field.tsx';
import styles from './form.module.css';
import type { Span, Unit } from './span.ts';

interface Props {
	readonly label: string;
	readonly hint?: ReactNode;
	readonly wrong?: ReactNode;
	readonly value: Span;
	readonly units: readonly Unit[];
	readonly onChange: (value: Span) => void;
}

/** A number and its unit of time. */
export function SpanField({ label, hint, wrong, value, units, onChange }: Props) {
	const { form } = useTexts(operateTexts);
	const names = { s: form.seconds, min: form.minutes, h: form.hours, d: form.days };
	return (
		<Field label={label} hint={hint} wrong={wrong}>
			{(bound) => (
				<span className={styles.pair}>
					<input
						{...bound}
						inputMode="decimal"
						autoComplete="off"
						value={value.text}
						onChange={({ target }) => onChange({ ...value, text: target.value })}
					/>
					<select
						className={styles.input}
						aria-label={form.unit(label)}
						value={value.unit}
						onChange={({ target }) => {
							const unit = units.find((one) => one === target.value);
							if (unit) onChange({ ...value, unit });
						}}
					>
						{units.map((unit) => (
							<option key={unit} value={unit}>
								{names[unit]}
							</option>
						))}
					</select>
				</span>
			)}
		</Field>
	);
}
