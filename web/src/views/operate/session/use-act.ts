import { useCallback, useRef, useState } from 'react';
import { type AdminError, asAdminError } from './admin-error.ts';
import type { Request } from './session.ts';
import { useSession } from './use-session.ts';

/** Something that an operator does, one at a time. */
export interface Act {
	readonly busy: boolean;
	/** Why the last one was not done; absent once another is begun. */
	readonly trouble?: AdminError | undefined;
	/** Does it; gives the answer, or undefined when it was not done. */
	readonly run: <T>(request: Request) => Promise<T | undefined>;
	readonly forget: () => void;
}

/** Changes something by the admin API. */
export function useAct(): Act {
	const session = useSession();
	const [{ busy, trouble }, setState] = useState<{ busy: boolean; trouble?: AdminError }>({ busy: false });
	const running = useRef(false);
	const run = useCallback(
		async <T>(request: Request): Promise<T | undefined> => {
			if (running.current) return undefined;
			running.current = true;
			setState({ busy: true });
			try {
				const answer = await session.ask<T>(request);
				setState({ busy: false });
				return answer;
			} catch (error) {
				setState({ busy: false, trouble: asAdminError(error) });
				return undefined;
			} finally {
				running.current = false;
			}
		},
		[session],
	);
	const forget = useCallback(() => setState({ busy: false }), []);
	return { busy, trouble, run, forget };
}
