import { type RefObject, useRef, useState } from 'react';
import { operateTexts } from '../../../i18n/operate.ts';
import { useTexts } from '../../../i18n/texts.ts';
import { Field } from './field.tsx';

/** Longest reason that the entry takes. */
const LONGEST = 500;

export interface Reason {
	readonly text: string;
	readonly missing: boolean;
	readonly input: RefObject<HTMLInputElement | null>;
	readonly write: (text: string) => void;
	/** The reason; where there is none it says so at the field, and goes there. */
	readonly demand: () => string | undefined;
	readonly forget: () => void;
}

/** A reason that is being written. */
export function useReason(): Reason {
	const [text, setText] = useState('');
	const [missing, setMissing] = useState(false);
	const input = useRef<HTMLInputElement>(null);
	return {
		...{ text, missing, input },
		write(written) {
			setText(written);
			setMissing(false);
		},
		demand() {
			const reason = text.trim();
			setMissing(reason === '');
			if (reason !== '') return reason;
			input.current?.focus();
			return undefined;
		},
		forget() {
			setText('');
			setMissing(false);
		},
	};
}

/** Why something is done, for those who come after. */
export function ReasonField({ reason }: { readonly reason: Reason }) {
	const { form } = useTexts(operateTexts);
	return (
		<Field label={form.reason} hint={form.reasonHint} wrong={reason.missing ? form.reasonMissing : undefined}>
			{(bound) => (
				<input
					{...bound}
					ref={reason.input}
					type="text"
					autoComplete="off"
					maxLength={LONGEST}
					aria-required="true"
					value={reason.text}
					onChange={({ target }) => reason.write(target.value)}
				/>
			)}
		</Field>
	);
}
