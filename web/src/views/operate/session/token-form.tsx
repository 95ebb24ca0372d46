import { useRef, useState } from 'react';
import { operateTexts } from '../../../i18n/operate.ts';
import { useTexts } from '../../../i18n/texts.ts';
import { Button } from '../form/button.tsx';
import { Field } from '../form/field.tsx';
import { Trouble } from '../form/trouble.tsx';
import { type AdminError, asAdminError } from './admin-error.ts';
import styles from './login.module.css';
import { useSession } from './use-session.ts';

/** Where a token is pasted. It is never kept: neither by the page nor, if it heeds us, by the browser. */
export function TokenForm() {
	const { login } = useTexts(operateTexts);
	const session = useSession();
	const [state, setState] = useState<{ busy: boolean; missing?: boolean; trouble?: AdminError }>({
		busy: false,
	});
	const input = useRef<HTMLInputElement>(null);
	const enter = async () => {
		const token = input.current?.value.trim() ?? '';
		if (token === '') {
			setState({ busy: false, missing: true });
			input.current?.focus();
			return;
		}
		setState({ busy: true });
		try {
			await session.enter(token);
		} catch (error) {
			setState({ busy: false, trouble: asAdminError(error) });
			input.current?.select();
		}
	};
	return (
		<form
			className={styles.form}
			autoComplete="off"
			onSubmit={(event) => {
				event.preventDefault();
				if (!state.busy) void enter();
			}}
		>
			<Field label={login.token} hint={login.hint} wrong={state.missing ? login.missing : undefined}>
				{(bound) => (
					<input
						{...bound}
						ref={input}
						type="password"
						autoComplete="off"
						autoCapitalize="none"
						spellCheck={false}
						maxLength={8192}
					/>
				)}
			</Field>
			<Button kind="change" idle={state.busy}>
				{state.busy ? login.entering : login.enter}
			</Button>
			<Trouble trouble={state.trouble} />
		</form>
	);
}
