import { useState } from 'react';
import { useFormats } from '../../../i18n/formats.ts';
import { operateTexts } from '../../../i18n/operate.ts';
import { faultTexts } from '../../../i18n/operate-faults.ts';
import { useTexts } from '../../../i18n/texts.ts';
import { DataTable } from '../../../parts/data-table.tsx';
import { Panel } from '../../../parts/panel.tsx';
import { Button } from '../form/button.tsx';
import { Fold } from '../form/fold.tsx';
import form from '../form/form.module.css';
import { Trouble } from '../form/trouble.tsx';
import type { Role } from '../session/session.ts';
import { useAct } from '../session/use-act.ts';
import { useAnswer } from '../session/use-answer.ts';
import { TokenGiver } from './token-giver.tsx';
import styles from './tokens.module.css';

/** A token as the admin API tells of it. Times are milliseconds since the Unix epoch. */
export interface ShownToken {
	readonly name: string;
	readonly role: Role;
	readonly addedAtMs: number;
	readonly addedBy: string;
	readonly expiresAtMs?: number;
	readonly state: 'good' | 'revoked' | 'expired';
}

/** Whose tokens are good, how one is given and taken back. For administrators. */
export function TokensDesk() {
	const { tokens: texts } = useTexts(faultTexts);
	const { data, trouble, again } = useAnswer<{ tokens: readonly ShownToken[] }>('/tokens');
	const act = useAct();
	const [revoked, setRevoked] = useState<string>();
	const revoke = async (name: string) => {
		setRevoked(undefined);
		const answer = await act.run<ShownToken>({ method: 'DELETE', path: `/tokens/${name}` });
		await again();
		setRevoked(answer?.name);
	};
	const state = data === undefined ? (trouble ? 'ready' : 'loading') : 'ready';
	return (
		<Panel title={texts.title} caption={texts.caption} state={state} heightRem={14} live={false}>
			{data && (
				<div className={styles.desk}>
					<TokenTable tokens={data.tokens} onRevoke={(name) => void revoke(name)} />
					<Fold label={texts.form}>
						<TokenGiver onGiven={() => void again()} />
					</Fold>
				</div>
			)}
			<div role="status">
				{revoked !== undefined && <p className={form.said}>{texts.didRevoke(revoked)}</p>}
			</div>
			<Trouble trouble={act.trouble ?? (data === undefined ? trouble : undefined)} />
		</Panel>
	);
}

interface TableProps {
	readonly tokens: readonly ShownToken[];
	readonly onRevoke: (name: string) => void;
}

function TokenTable({ tokens, onRevoke }: TableProps) {
	const { tokens: texts } = useTexts(faultTexts);
	const { session } = useTexts(operateTexts);
	const { moment } = useFormats();
	const [asked, setAsked] = useState<string>();
	if (tokens.length === 0) return <p className={styles.none}>{texts.empty}</p>;
	const act = ({ name, state }: ShownToken) =>
		state !== 'good' ? (
			texts.states[state]
		) : asked === name ? (
			<Button kind="stop" onPress={() => onRevoke(name)}>
				{texts.reallyRevoke(name)}
			</Button>
		) : (
			<Button onPress={() => setAsked(name)}>{texts.revoke(name)}</Button>
		);
	return (
		<DataTable
			caption={texts.table}
			rows={tokens.toReversed()}
			rowKey={({ name, addedAtMs }) => `${name}${addedAtMs}`}
			columns={[
				{ key: 'name', title: texts.name, cell: ({ name }) => name },
				{ key: 'role', title: texts.role, cell: ({ role }) => session.roles[role] },
				{ key: 'added', title: texts.added, cell: (token) => `${moment(token.addedAtMs)}, ${token.addedBy}` },
				{
					key: 'until',
					title: texts.until,
					cell: ({ expiresAtMs }) => (expiresAtMs === undefined ? texts.forever : moment(expiresAtMs)),
				},
				{ key: 'act', title: texts.act, cell: act },
			]}
		/>
	);
}
