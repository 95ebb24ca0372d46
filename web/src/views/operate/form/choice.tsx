import type { ReactNode } from 'react';
import { Field } from './field.tsx';

interface Props<T extends string> {
	readonly label: ReactNode;
	readonly hint?: ReactNode;
	readonly value: T;
	readonly options: readonly (readonly [value: T, text: string])[];
	readonly onChoose: (value: T) => void;
}

/** One of a few. */
export function Choice<T extends string>({ label, hint, value, options, onChoose }: Props<T>) {
	return (
		<Field label={label} hint={hint}>
			{(bound) => (
				<select
					{...bound}
					value={value}
					onChange={({ target }) => {
						const chosen = options.find(([option]) => option === target.value);
						if (chosen) onChoose(chosen[0]);
					}}
				>
					{options.map(([option, text]) => (
						<option key={option} value={option}>
							{text}
						</option>
					))}
				</select>
			)}
		</Field>
	);
}
