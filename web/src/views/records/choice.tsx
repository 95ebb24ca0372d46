import { useId } from 'react';
import styles from './filter-sentence.module.css';

interface Props<T extends string | number> {
	/** The words before it in the sentence. */
	readonly start: string;
	/** What it chooses, for those who hear it. */
	readonly label: string;
	/** What it says when nothing is chosen. */
	readonly any: string;
	readonly options: readonly (readonly [T, string])[];
	readonly value: T | undefined;
	readonly onChoose: (value: T | undefined) => void;
	/** Whether the sentence ends with it. */
	readonly last?: boolean;
}

/** A word of the sentence that can be another. */
export function Choice<T extends string | number>(props: Props<T>) {
	const { start, label, any, options, value, onChoose, last = false } = props;
	const id = useId();
	const name =
		options.find(([option]) => option === value)?.[1] ?? (value === undefined ? any : String(value));
	return (
		<span className={styles.part}>
			<label htmlFor={id}>{start}</label>{' '}
			<span className={styles.choice} data-chosen={value !== undefined}>
				<span className={styles.word} aria-hidden="true">
					{name}
				</span>
				<select
					id={id}
					aria-label={label}
					value={value ?? ''}
					onChange={({ target }) =>
						onChoose(options.find(([option]) => String(option) === target.value)?.[0])
					}
				>
					<option value="">{any}</option>
					{options.map(([option, text]) => (
						<option key={option} value={option}>
							{text}
						</option>
					))}
				</select>
			</span>
			{last ? '.' : ','}
		</span>
	);
}
