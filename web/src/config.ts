import { createContext, use } from 'react';

/** Whom operators may ask for a token: OpenID Connect's authorization code flow with PKCE. */
export interface SignInConfig {
	readonly issuer: string;
	readonly clientId: string;
	readonly scope: string;
	/** For whom the token shall be, where the provider asks. */
	readonly audience?: string;
}

/** What the page is told by the service that serves it (`/config.json`). */
export interface PageConfig {
	/** Origin of realtime-ws: the feed, and `/api/…`. */
	readonly feedUrl: string;
	readonly repositoryUrl?: string;
	/** Present where operating is offered. */
	readonly operate?: { readonly oidc?: SignInConfig };
	readonly version: string;
}

const AGAIN_MS = 2_000;

/** Asks until there is an answer; `onMiss` hears of each time that there was none. */
export async function loadConfig(onMiss: () => void): Promise<PageConfig> {
	for (;;) {
		try {
			const response = await fetch('/config.json');
			if (response.ok) return (await response.json()) as PageConfig;
		} catch {
			// told below, like an answer that is none
		}
		onMiss();
		await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
	}
}

export const ConfigContext = createContext<PageConfig | undefined>(undefined);

/** The page's configuration. */
export function useConfig(): PageConfig {
	const config = use(ConfigContext);
	if (config === undefined) throw new Error('there is no configuration around this component');
	return config;
}
