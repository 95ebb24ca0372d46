import { splitTexts } from '../../../i18n/operate-split.ts';
import { useTexts } from '../../../i18n/texts.ts';
import { Choice } from '../form/choice.tsx';
import type { Span } from '../form/span.ts';
import { SpanField } from '../form/span-field.tsx';

interface Props {
	/** After what time it goes back; undefined: it stays. */
	readonly value: Span | undefined;
	readonly wrong: boolean;
	readonly onChange: (value: Span | undefined) => void;
}

const USUAL: Span = { text: '10', unit: 'min' };

/** Whether a change stays, or goes back unless somebody confirms it. */
export function RevertFields({ value, wrong, onChange }: Props) {
	const texts = useTexts(splitTexts);
	return (
		<>
			<Choice
				label={texts.stay}
				value={value === undefined ? 'stays' : 'back'}
				options={[
					['stays', texts.stays],
					['back', texts.goesBack],
				]}
				onChoose={(chosen) => onChange(chosen === 'stays' ? undefined : USUAL)}
			/>
			{value !== undefined && (
				<SpanField
					label={texts.revertAfter}
					value={value}
					wrong={wrong ? texts.revertWrong : undefined}
					units={['s', 'min', 'h']}
					onChange={onChange}
				/>
			)}
		</>
	);
}
