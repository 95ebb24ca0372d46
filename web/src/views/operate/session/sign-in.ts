import {
	type AuthorizationServer,
	allowInsecureRequests,
	authorizationCodeGrantRequest,
	calculatePKCECodeChallenge,
	discoveryRequest,
	generateRandomCodeVerifier,
	generateRandomState,
	None,
	processAuthorizationCodeResponse,
	processDiscoveryResponse,
	validateAuthResponse,
} from 'oauth4webapi';
import type { SignInConfig } from '../../../config.ts';
import { keepForReturn, takeForReturn } from './sign-in-return.ts';

const redirectUri = () => `${location.origin}/operate`;

/** Loopback only: the page's server refuses other issuers without TLS. */
const options = ({ issuer }: SignInConfig) => ({
	[allowInsecureRequests]: issuer.startsWith('http:'),
	signal: AbortSignal.timeout(10_000),
});

async function discover(config: SignInConfig): Promise<AuthorizationServer> {
	const issuer = new URL(config.issuer);
	return await processDiscoveryResponse(issuer, await discoveryRequest(issuer, options(config)));
}

/** Leaves for the identity provider, which sends back to /operate. Rejects when it cannot be asked. */
export async function leaveForSignIn(config: SignInConfig): Promise<void> {
	const { authorization_endpoint: endpoint } = await discover(config);
	if (endpoint === undefined) throw new Error('it names no authorization endpoint');
	const kept = { verifier: generateRandomCodeVerifier(), state: generateRandomState() };
	const url = new URL(endpoint);
	const wanted = {
		response_type: 'code',
		client_id: config.clientId,
		redirect_uri: redirectUri(),
		scope: config.scope,
		state: kept.state,
		code_challenge: await calculatePKCECodeChallenge(kept.verifier),
		code_challenge_method: 'S256',
		...(config.audience !== undefined && { audience: config.audience }),
	};
	for (const [name, value] of Object.entries(wanted)) url.searchParams.set(name, value);
	keepForReturn(kept);
	location.assign(url);
}

/** The token for which the identity provider's answer is good. Rejects when it is none of ours, or is refused. */
export async function finishSignIn(config: SignInConfig, answer: URLSearchParams): Promise<string> {
	const kept = takeForReturn();
	if (kept === undefined) throw new Error('it was not begun on this page');
	const client = { client_id: config.clientId };
	const server = await discover(config);
	const parameters = validateAuthResponse(server, client, answer, kept.state);
	const response = await authorizationCodeGrantRequest(
		server,
		client,
		None(),
		parameters,
		redirectUri(),
		kept.verifier,
		options(config),
	);
	return (await processAuthorizationCodeResponse(server, client, response)).access_token;
}
