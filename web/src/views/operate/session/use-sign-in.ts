import { useEffect, useState } from 'react';
import type { SignInConfig } from '../../../config.ts';
import { signInAnswer } from './sign-in-return.ts';
import { useSession } from './use-session.ts';

export interface SignIn {
	/** Whether the identity provider can be gone to from here: its protocol needs a secure context. */
	readonly possible: boolean;
	readonly busy: boolean;
	/** Why it did not work, in English. */
	readonly failed?: string | undefined;
	readonly leave: () => void;
}

/** Signing in by an identity provider; where the browser just came back from it, it goes on by itself. */
export function useSignIn(config: SignInConfig | undefined): SignIn {
	const session = useSession();
	const [busy, setBusy] = useState(false);
	const [failed, setFailed] = useState<string>();
	const attempt = (task: () => Promise<unknown>) => {
		setBusy(true);
		setFailed(undefined);
		task().catch((error: unknown) => {
			setFailed(error instanceof Error ? error.message : String(error));
			setBusy(false);
		});
	};
	useEffect(() => {
		const answer = config && signInAnswer();
		if (!answer) return;
		attempt(async () => {
			const { finishSignIn } = await import('./sign-in.ts');
			await session.enter(await finishSignIn(config, answer));
			setBusy(false);
		});
	}, [config, session]);
	return {
		possible: window.isSecureContext,
		busy,
		failed,
		leave: () => {
			if (config && !busy) {
				attempt(async () => (await import('./sign-in.ts')).leaveForSignIn(config));
			}
		},
	};
}
