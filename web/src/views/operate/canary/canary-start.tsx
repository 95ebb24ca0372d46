import type { CanaryAnswer } from '@canario/contracts/canary/answers';
import { useState } from 'react';
import { frameTexts } from '../../../i18n/frame.ts';
import { operateTexts } from '../../../i18n/operate.ts';
import { canaryDeskTexts } from '../../../i18n/operate-canary.ts';
import { useTexts } from '../../../i18n/texts.ts';
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
import { PlanText, planFromText } from './plan-text.tsx';
import styles from './start.module.css';

/** The plan of a canary to be, as a form or as text, and its start. */
export function CanaryStart() {
	const { plan: texts } = useTexts(canaryDeskTexts);
	const { form: words } = useTexts(operateTexts);
	const { lanes } = useTexts(frameTexts);
	const { canary: asking, split } = useDesk();
	const has = split.data === undefined ? { blue: 100, green: 0 } : percentOf(split.data.weights);
	const [draft, setDraft] = useState<PlanDraft>();
	const [text, setText] = useState<string>();
	const [tried, setTried] = useState(false);
	const reason = useReason();
	const act = useAct();
	const current = draft ?? usualPlan(has);
	const wrong = wrongIn(current);
	const plan =
		text === undefined ? (wrong.length === 0 ? planInput(current) : undefined) : planFromText(text);
	const start = async () => {
		setTried(true);
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
				<PlanForm draft={current} has={has} wrong={tried ? wrong : []} onChange={setDraft} />
			) : (
				<PlanText text={text} wrong={tried && plan === undefined} onChange={setText} />
			)}
			<ReasonField reason={reason} />
			<div className={form.acts}>
				<Button kind="change" idle={act.busy}>
					{act.busy ? words.working : texts.start(text === undefined ? lanes[current.to] : '…')}
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
