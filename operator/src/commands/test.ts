import { fileURLToPath } from 'node:url';
import { Command, Option } from 'commander';
import type { Part } from '../toolchain/run-tests.ts';

const PARTS: readonly Part[] = ['checks', 'unit', 'integration', 'e2e'];
/** Needs a cluster of the caller's, so it is run where it is asked for by name. */
const ON_REQUEST: readonly Part[] = ['node'];

const HELP = `
A part that this machine cannot have is skipped, and the reason is told; with CI=true that is a failure.
CANARIO_TEST_REDIS_URL, CANARIO_TEST_MONGODB_URL and CANARIO_TEST_KUBECONFIG (a file) name servers to test against
instead of private ones.
With a pattern the checks are left out.
--only node brings the platform up in the cluster of KUBECONFIG, and takes it away; e2e/README.md says what that needs.

Examples:
  ./canario test                       everything
  ./canario test --only unit           the fast tests
  ./canario test split-state           the test files with "split-state" in their path
  ./canario test --only checks biome   one check`;

/** `./canario test`: everything that says whether this clone is sound. */
export function testCommand(): Command {
	return new Command('test')
		.description('check the sources and run the tests, installing what they need first')
		.argument('[pattern...]', 'parts of the names of what to run: test files, or checks after --only checks')
		.addOption(new Option('--only <part>', 'run one part').choices([...PARTS, ...ON_REQUEST]))
		.option('--json', 'print the result as JSON on stdout, and all else on stderr')
		.addHelpText('after', HELP)
		.action(async (patterns: string[], { only, json = false }: { only?: Part; json?: boolean }) => {
			const { runTests } = await import('../toolchain/run-tests.ts');
			process.exitCode = await runTests({
				root: fileURLToPath(new URL('../../..', import.meta.url)),
				parts: only === undefined ? PARTS : [only],
				patterns,
				json,
				env: process.env,
			});
		});
}
