import { randomBytes } from 'node:crypto';
import type { Runtime } from '@canario/service-kit/service';
import type { Journal } from '@canario/stores/journal';
import { type Access, createAccess } from './access.ts';
import { AUDIT_STREAM, appendNext } from './append-next.ts';
import type { AccessConfig } from './config.ts';
import { followTokens } from './follow-tokens.ts';
import { createOidc, type VerifyJwt } from './oidc.ts';
import { remoteKeys } from './oidc-keys.ts';
import { Tokens } from './tokens.ts';

const steadyMs = () => performance.now();

/** What lets people into a service's admin listener, and the tokens by which it does. */
export interface OpenedAccess extends Access {
	readonly tokens: Tokens;
	/** Reads the tokens every so often until it is closed. */
	close(): Promise<void>;
}

/**
 * Access by a configuration, the system's clocks and its randomness.
 *
 * @param journal throws ServiceError('unavailable') while the record store is not open.
 */
export function openAccess(
	config: AccessConfig,
	journal: () => Journal,
	{ log, metrics }: Pick<Runtime, 'log' | 'metrics'>,
): OpenedAccess {
	const tokens = new Tokens({ journal, randomBytes, nowMs: Date.now });
	metrics.gauge(
		'canario_tokens_age_seconds',
		'Since the tokens of operators were last read; NaN before the first time.',
		[],
		(gauge) => gauge.set(tokens.readAtMs === undefined ? Number.NaN : (Date.now() - tokens.readAtMs) / 1_000),
	);
	const onBurst = (burst: { readonly from: string; readonly missed: number }) => {
		const entry = { kind: 'logins_refused', ...burst };
		const kept = (async () => await appendNext(journal(), AUDIT_STREAM, entry, Date.now()))();
		kept.catch((err: unknown) => log.warn({ err }, 'the audit could not be kept'));
	};
	const verifyJwt = verifierOf(config);
	const { localToken, refreshMs } = config;
	const access = createAccess({ localToken, tokens, verifyJwt, log, metrics, steadyMs, onBurst });
	return { ...access, tokens, ...followTokens(tokens, { refreshMs, log }) };
}

function verifierOf({ oidc }: AccessConfig): VerifyJwt | undefined {
	return oidc && createOidc({ ...oidc, keys: remoteKeys({ ...oidc, steadyMs }), nowMs: Date.now });
}
