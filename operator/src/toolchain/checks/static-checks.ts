import { arrowsCheck } from './arrows.ts';
import type { Check } from './check.ts';
import { commandCheck } from './command-check.ts';

/** Where buf.yaml is; the baseline is the contract as it was last released. */
const GRPC = 'blue-grpc';
const BASELINE = 'proto/baseline.binpb';

/** Everything that `./canario test` looks at before it runs a test. */
export const STATIC_CHECKS: readonly Check[] = [
	commandCheck({ name: 'biome', command: ['biome', 'check', '--colors=off', '--error-on-warnings', '.'] }),
	commandCheck({ name: 'types', command: ['tsc', '--noEmit', '--pretty', 'false'] }),
	commandCheck({ name: 'types of the page', command: ['tsc', '--noEmit', '--pretty', 'false', '-p', 'web'] }),
	commandCheck({ name: 'oxlint', command: ['oxlint', '--type-aware', '--deny-warnings'] }),
	commandCheck({ name: 'unused', command: ['knip', '--no-progress'] }),
	arrowsCheck,
	commandCheck({ name: 'proto lint', command: ['buf', 'lint'], folder: GRPC, needs: `${GRPC}/buf.yaml` }),
	commandCheck({
		name: 'proto breaking',
		command: ['buf', 'breaking', '--against', BASELINE],
		folder: GRPC,
		needs: `${GRPC}/${BASELINE}`,
	}),
];
