import type { CanaryEvents as Page } from '@canario/contracts/canary/answers';
import { useState } from 'react';
import { useFormats } from '../../../i18n/formats.ts';
import { canaryDeskTexts } from '../../../i18n/operate-canary.ts';
import { useTexts } from '../../../i18n/texts.ts';
import { DataTable } from '../../../parts/data-table.tsx';
import { Button } from '../form/button.tsx';
import form from '../form/form.module.css';
import { Pager } from '../form/pager.tsx';
import { Trouble } from '../form/trouble.tsx';
import wide from '../form/wide.module.css';
import { usePages } from '../session/use-pages.ts';
import styles from './canary.module.css';
import { useEventWords } from './event-words.ts';

const ROWS = 15;

/** The log of what happened to canaries, where somebody wants to see it. */
export function CanaryEvents({ changed }: { readonly changed: unknown }) {
	const { log: texts } = useTexts(canaryDeskTexts);
	const [shown, setShown] = useState(false);
	return (
		<div className={styles.run}>
			<div className={form.acts}>
				<Button kind="quiet" onPress={() => setShown(!shown)}>
					{shown ? texts.hide : texts.show}
				</Button>
			</div>
			{shown && <Log changed={changed} />}
		</div>
	);
}

function Log({ changed }: { readonly changed: unknown }) {
	const { log: texts } = useTexts(canaryDeskTexts);
	const { moment } = useFormats();
	const words = useEventWords();
	const { page, trouble, isOld, turn } = usePages<Page>('/canary/events', ROWS, changed);
	return (
		<>
			<Trouble trouble={trouble} />
			{page && (
				<DataTable
					caption={texts.title}
					rows={page.events}
					rowKey={({ seq }) => String(seq)}
					columns={[
						{ key: 'when', title: texts.when, cell: ({ atMs }) => moment(atMs) },
						{ key: 'canary', title: texts.canary, cell: ({ canary }) => canary },
						{
							key: 'what',
							title: texts.what,
							cell: ({ event }) => <span className={wide.text}>{words(event)}</span>,
						},
					]}
				/>
			)}
			<Pager next={page?.next} isOld={isOld} turn={turn} />
		</>
	);
}
