import { randomBytes } from 'node:crypto';
import { createLog } from '@canario/service-kit/log';
import { Metrics } from '@canario/service-kit/metrics';
import { memoryJournal } from '@canario/stores/testing/memory-journal';
import { createAccess } from '../access.ts';
import { FAILURE_EVERY_MS } from '../failed-logins.ts';
import type { VerifyJwt } from '../oidc.ts';
import { Tokens } from '../tokens.ts';

interface Options {
	readonly localToken?: string;
	readonly verifyJwt?: VerifyJwt;
}

/** Access with tokens in memory, where logins may fail as often as they like: for tests of what stands behind it. */
export async function someAccess({ localToken, verifyJwt }: Options) {
	const journal = memoryJournal();
	const clock = { ms: 0, jumpedMs: 0 };
	const nowMs = () => Date.now() + clock.jumpedMs;
	const tokens = new Tokens({ journal: () => journal, randomBytes, nowMs });
	await tokens.refresh();
	const access = createAccess({
		...{ localToken, verifyJwt, tokens },
		log: createLog('test', { level: 'silent', file: undefined }),
		metrics: new Metrics('test', '0'),
		steadyMs: () => {
			clock.ms += FAILURE_EVERY_MS;
			return clock.ms;
		},
		onBurst: () => {},
	});
	/** A token that is good. */
	const tokenOf = async (role: 'viewer' | 'operator' | 'admin', expiresInMs?: number) => {
		const name = `${role}-${randomBytes(4).toString('hex')}`;
		return (await tokens.add(name, { role, expiresInMs }, 'local')).token;
	};
	return {
		...access,
		tokens,
		tokenOf,
		async revokedToken() {
			const { token } = await tokens.add('gone', { role: 'admin' }, 'local');
			await tokens.revoke('gone', 'local');
			return token;
		},
		async expiredToken() {
			const token = await tokenOf('admin', 1_000);
			clock.jumpedMs += 1_000;
			return token;
		},
	};
}
