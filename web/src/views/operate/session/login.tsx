import { useConfig } from '../../../config.ts';
import { operateTexts } from '../../../i18n/operate.ts';
import { useTexts } from '../../../i18n/texts.ts';
import { Button } from '../form/button.tsx';
import styles from './login.module.css';
import { TokenForm } from './token-form.tsx';
import { useSessionState } from './use-session.ts';
import { type SignIn, useSignIn } from './use-sign-in.ts';

/** The way in: by an identity provider where there is one, or by a token. */
export function Login() {
	const { login } = useTexts(operateTexts);
	const { operate } = useConfig();
	const state = useSessionState();
	const signIn = useSignIn(operate?.oidc);
	const ended = state.phase === 'out' && state.ended !== undefined;
	return (
		<div className={styles.login}>
			{ended && (
				<p className={styles.ended} role="alert">
					{login.ended}
				</p>
			)}
			{operate?.oidc && (
				<>
					<Provider signIn={signIn} name={new URL(operate.oidc.issuer).host} />
					<p className={styles.or}>{login.or}</p>
				</>
			)}
			<TokenForm />
			<p className={styles.where}>{login.where}</p>
		</div>
	);
}

function Provider({ signIn, name }: { readonly signIn: SignIn; readonly name: string }) {
	const { login } = useTexts(operateTexts);
	if (!signIn.possible) return <p className={styles.where}>{login.insecure}</p>;
	return (
		<div>
			<Button kind="change" idle={signIn.busy} onPress={signIn.leave}>
				{signIn.busy ? login.signingIn : login.signIn(name)}
			</Button>
			{signIn.failed !== undefined && (
				<p className={styles.failed} role="alert">
					{login.signInFailed(signIn.failed)}
				</p>
			)}
		</div>
	);
}
