import type { RefObject } from 'react';
import { canaryDeskTexts } from '../../../i18n/operate-canary.ts';
import { forecastTexts } from '../../../i18n/operate-forecast.ts';
import { useTexts } from '../../../i18n/texts.ts';
import { Button } from '../form/button.tsx';
import { SourceField } from '../source/source-field.tsx';
import { EXAMPLES, type Example, exampleText } from './plan-examples.ts';

interface Props {
	readonly text: string;
	readonly input: RefObject<HTMLTextAreaElement | null>;
	readonly onChange: (text: string) => void;
}

/** The plan as text, for what the form has no field for. */
export function PlanText({ text, input, onChange }: Props) {
	const { plan: texts } = useTexts(canaryDeskTexts);
	const { example: names } = useTexts(forecastTexts);
	const put = async (name: Example) => {
		const example = await exampleText(name);
		if (example !== undefined) onChange(example);
	};
	return (
		<SourceField
			label={texts.text}
			hint={texts.textHint}
			text={text}
			rows={18}
			input={input}
			onChange={onChange}
		>
			{EXAMPLES.map((name) => (
				<Button key={name} onPress={() => void put(name)}>
					{names[name]}
				</Button>
			))}
		</SourceField>
	);
}
