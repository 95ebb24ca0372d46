import { canaryDeskTexts } from '../../../i18n/operate-canary.ts';
import { useTexts } from '../../../i18n/texts.ts';
import { Field } from '../form/field.tsx';

/** A plan that was written as JSON; undefined where that is no object. */
export function planFromText(text: string): object | undefined {
	try {
		const plan: unknown = JSON.parse(text);
		return typeof plan === 'object' && plan !== null && !Array.isArray(plan) ? plan : undefined;
	} catch {
		return undefined;
	}
}

interface Props {
	readonly text: string;
	readonly wrong: boolean;
	readonly onChange: (text: string) => void;
}

/** The plan as text, for what the form has no field for. */
export function PlanText({ text, wrong, onChange }: Props) {
	const { plan: texts } = useTexts(canaryDeskTexts);
	return (
		<Field label={texts.text} hint={texts.textHint} wrong={wrong ? texts.textWrong : undefined}>
			{(bound) => (
				<textarea
					{...bound}
					rows={18}
					spellCheck={false}
					value={text}
					onChange={({ target }) => onChange(target.value)}
				/>
			)}
		</Field>
	);
}
