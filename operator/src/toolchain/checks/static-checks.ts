import { arrowsCheck } from './arrows.ts';
import type { Check } from './check.ts';
import { commandCheck } from './command-check.ts';

const PROTO = 'blue-grpc/proto';

/** Everything that `./canario test` looks at before it runs a test. */
export const STATIC_CHECKS: readonly Check[] = [
	commandCheck({ name: 'biome', command: ['biome', 'check', '--colors=off', '--error-on-warnings', '.'] }),
	commandCheck({ name: 'types', command: ['tsc', '--noEmit', '--pretty', 'false'] }),
	commandCheck({ name: 'oxlint', command: ['oxlint', '--type-aware', '--deny-warnings'] }),
	commandCheck({ name: 'unused', command: ['knip', '--no-progress'] }),
	arrowsCheck,
	commandCheck({ name: 'proto lint', command: ['buf', 'lint'], folder: PROTO, needs: `${PROTO}/buf.yaml` }),
	commandCheck({
		name: 'proto breaking',
		command: ['buf', 'breaking', '--against', 'baseline.binpb'],
		folder: PROTO,
		needs: `${PROTO}/baseline.binpb`,
	}),
];
