import type { FollowAnswer } from '@canario/contracts/feed';
import { type Formats, useFormats } from '../../../i18n/formats.ts';
import { useTexts } from '../../../i18n/texts.ts';
import { trafficTexts } from '../../../i18n/traffic.ts';
import { Panel } from '../../../parts/panel.tsx';
import styles from './follow.module.css';
import { FollowForm } from './follow-form.tsx';
import { Hops } from './hops.tsx';
import { useFollow } from './use-follow.ts';
import { wayOf } from './way.ts';

/** Sends one made-up vaccination and shows its way; `onFollow` hears its key. */
export function FollowPanel({ onFollow }: { readonly onFollow: (key: string) => void }) {
	const { follow: texts } = useTexts(trafficTexts);
	const formats = useFormats();
	const { sending, answer, events, send } = useFollow(onFollow);
	return (
		<Panel title={texts.title} caption={texts.caption} live={false}>
			<FollowForm onSend={send} sending={sending} />
			<div role="status" className={styles.answer}>
				{answer !== undefined && !answer.ok && (
					<p className={styles.refused}>{refusal(answer, texts, formats)}</p>
				)}
			</div>
			{events !== undefined && <Hops way={wayOf(events)} />}
		</Panel>
	);
}

type Refusal = Extract<FollowAnswer, { ok: false }>;

function refusal(
	{ reason, retryAfterMs }: Refusal,
	texts: (typeof trafficTexts)['es']['follow'],
	{ duration }: Formats,
): string {
	switch (reason) {
		case 'too_many':
			return texts.tooMany(duration(Math.max(1_000, retryAfterMs ?? 1_000)));
		case 'invalid_input':
			return texts.invalid;
		case 'unavailable':
			return texts.unavailable;
		default:
			return reason satisfies never;
	}
}
