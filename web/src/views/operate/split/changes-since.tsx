import type { SplitHistoryPage } from '@canario/contracts/split-change';
import { useFormats } from '../../../i18n/formats.ts';
import { splitTexts } from '../../../i18n/operate-split.ts';
import { useTexts } from '../../../i18n/texts.ts';
import { useAnswer } from '../session/use-answer.ts';
import { weightsText } from './shares.ts';

/** What was changed after a version, oldest first, with whose it is and why. */
export function ChangesSince({ version: since }: { readonly version: number }) {
	const { history } = useTexts(splitTexts);
	const { moment } = useFormats();
	const { data } = useAnswer<SplitHistoryPage>('/split/history?limit=20');
	const changes = data?.changes.filter(({ version }) => version > since).toReversed();
	return (
		<ul>
			{changes?.map(({ version, from, to, by, atMs, kind, reason }) => (
				<li key={version}>
					<b>
						{version}: {history.change(weightsText(from), weightsText(to))}
					</b>{' '}
					{history.kinds[kind]}, {by}, {moment(atMs)}
					{reason !== '' && <>: {reason}</>}
				</li>
			))}
		</ul>
	);
}
