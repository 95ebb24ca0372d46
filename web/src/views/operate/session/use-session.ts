import { createContext, use, useSyncExternalStore } from 'react';
import { type Role, reaches, Session, type SessionState } from './session.ts';

/** The one session of this page; another view looked at meanwhile does not end it. */
const session = new Session(
	(...asked) => fetch(...asked),
	() => performance.now(),
);

const SessionContext = createContext<Session>(session);

/** The session, to ask the admin API by. */
export const useSession = (): Session => use(SessionContext);

/** Who is logged in. */
export function useSessionState(): SessionState {
	const { state, subscribe } = useSession();
	return useSyncExternalStore(subscribe, state);
}

/** Whether whoever is logged in may do what needs `role`. */
export function useMay(role: Role): boolean {
	const state = useSessionState();
	return state.phase === 'in' && reaches(state.who.role, role);
}
