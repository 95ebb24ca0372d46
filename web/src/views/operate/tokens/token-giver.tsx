import { useState } from 'react';
import { operateTexts } from '../../../i18n/operate.ts';
import { faultTexts } from '../../../i18n/operate-faults.ts';
import { useTexts } from '../../../i18n/texts.ts';
import { Button } from '../form/button.tsx';
import { Choice } from '../form/choice.tsx';
import { Field } from '../form/field.tsx';
import form from '../form/form.module.css';
import { msOf, type Span } from '../form/span.ts';
import { SpanField } from '../form/span-field.tsx';
import { Trouble } from '../form/trouble.tsx';
import type { Role } from '../session/session.ts';
import { useAct } from '../session/use-act.ts';
import { OnceShown } from './once-shown.tsx';
import styles from './tokens.module.css';

const NAME = /^[a-z0-9][a-z0-9.-]{0,39}$/;
const ROLES: readonly Role[] = ['viewer', 'operator', 'admin'];

interface Given {
	readonly name: string;
	readonly token: string;
}

/** Gives somebody a token, and shows it the one time that it can be seen. */
export function TokenGiver({ onGiven }: { readonly onGiven: () => void }) {
	const { tokens: texts } = useTexts(faultTexts);
	const { session, form: words } = useTexts(operateTexts);
	const [name, setName] = useState('');
	const [role, setRole] = useState<Role>('viewer');
	const [expires, setExpires] = useState<Span>();
	const [wrong, setWrong] = useState(false);
	const [given, setGiven] = useState<Given>();
	const act = useAct();
	const give = async () => {
		const expiresInMs = expires === undefined ? undefined : msOf(expires);
		const isWrong = !NAME.test(name) || (expires !== undefined && expiresInMs === undefined);
		setWrong(isWrong);
		if (isWrong || act.busy) return;
		const body = { name, role, ...(expiresInMs !== undefined && { expiresInMs }) };
		const added = await act.run<{ token: string }>({ method: 'POST', path: '/tokens', body });
		if (added === undefined) return;
		setGiven({ name, token: added.token });
		setName('');
		onGiven();
	};
	return (
		<form
			className={styles.form}
			onSubmit={(event) => {
				event.preventDefault();
				void give();
			}}
		>
			<Field
				label={texts.name}
				hint={texts.nameHint}
				wrong={wrong && !NAME.test(name) ? texts.nameHint : undefined}
			>
				{(bound) => (
					<input
						{...bound}
						autoComplete="off"
						autoCapitalize="none"
						spellCheck={false}
						value={name}
						onChange={({ target }) => setName(target.value)}
					/>
				)}
			</Field>
			<div className={styles.pair}>
				<Choice
					label={texts.role}
					value={role}
					options={ROLES.map((one) => [one, session.roles[one]])}
					onChoose={setRole}
				/>
				<Choice
					label={texts.expires}
					value={expires === undefined ? 'never' : 'after'}
					options={[
						['never', texts.never],
						['after', texts.after],
					]}
					onChoose={(chosen) => setExpires(chosen === 'never' ? undefined : { text: '30', unit: 'd' })}
				/>
			</div>
			{expires && (
				<SpanField label={texts.lifetime} value={expires} units={['min', 'h', 'd']} onChange={setExpires} />
			)}
			<div className={form.acts}>
				<Button kind="change" idle={act.busy}>
					{act.busy ? words.working : texts.add}
				</Button>
			</div>
			<Trouble trouble={act.trouble} />
			{given && <OnceShown {...given} onHide={() => setGiven(undefined)} />}
		</form>
	);
}
