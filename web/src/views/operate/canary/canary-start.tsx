import type { CanaryAnswer } from '@canario/contracts/canary/answers';
import { useRef, useState } from 'react';
import { frameTexts } from '../../../i18n/frame.ts';
import { operateTexts } from '../../../i18n/operate.ts';
import { canaryDeskTexts } from '../../../i18n/operate-canary.ts';
import { useTexts } from '../../../i18n/texts.ts';
import { loadPlanReader } from '../code/load-code.ts';
import { useCode } from '../code/use-code.ts';
import { Button } from '../form/button.tsx';
import form from '../form/form.module.css';
import { ReasonField, useReason } from '../form/reason-field.tsx';
import { Trouble } from '../form/trouble.tsx';
import { useAct } from '../session/use-act.ts';
import { percentOf } from '../split/shares.ts';
import { useDesk } from '../use-desk.ts';
import { startOrder } from './orders.ts';
import { type PlanDraft, planInput, usualPlan, wrongIn } from './plan-draft.ts';
import { PlanForm } from './plan-form.tsx';
import { PlanPreview } from './plan-preview.tsx';
import { PlanText } from './plan-text.tsx';
import styles from './start.module.css';
import { usePlanned } from './use-planned.ts';

/** The plan of a canary to be, as a form or as text, what it means, and its start. */
export function CanaryStart() {
	const { plan: texts } = useTexts(canaryDeskTexts);
	const { form: words } = useTexts(operateTexts);
	const { lanes } = useTexts(frameTexts);
	const { canary: asking, split } = useDesk();
	const has = split.data === undefined ? { blue: 100, green: 0 } : percentOf(split.data.weights);
	const [draft, setDraft] = useState<PlanDraft>();
	const [text, setText] = useState<string>();
	const [tried, setTried] = useState(false);
	const field = useRef<HTMLTextAreaElement>(null);
	const reader = useCode(loadPlanReader);
	const reason = useReason();
	const act = useAct();
	const current = draft ?? usualPlan(has);
	const { reading, input: plan, to } = usePlanned(reader, current, text);
	const start = async () => {
		setTried(true);
		if (plan === undefined) field.current?.focus();
		if (plan === undefined || act.busy) return;
		const why = reason.demand();
		if (why === undefined) return;
		const body = startOrder({ plan, reason: why }, asking.data, split.data);
		const answer = await act.run<CanaryAnswer>({ method: 'POST', path: '/canary', body });
		if (answer === undefined) return;
		asking.take(answer);
		reason.forget();
	};
	return (
		<form
			className={styles.form}
			onSubmit={(event) => {
				event.preventDefault();
				void start();
			}}
		>
			{text === undefined ? (
				<PlanForm draft={current} has={has} wrong={tried ? wrongIn(current) : []} onChange={setDraft} />
			) : (
				<PlanText text={text} input={field} onChange={setText} />
			)}
			<PlanPreview reader={reader} reading={reading} whole={text !== undefined} field={field} />
			<ReasonField reason={reason} />
			<div className={form.acts}>
				<Button kind="change" idle={act.busy || (text !== undefined && plan === undefined)}>
					{act.busy ? words.working : texts.start(lanes[to])}
				</Button>
				<Button
					kind="quiet"
					onPress={() =>
						setText(text === undefined ? JSON.stringify(planInput(current), undefined, '\t') : undefined)
					}
				>
					{text === undefined ? texts.asText : texts.asForm}
				</Button>
			</div>
			<Trouble trouble={act.trouble} />
		</form>
	);
}
