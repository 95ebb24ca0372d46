import { ConfigError } from '@canario/service-kit/env';
import { ServiceError } from '@canario/service-kit/service-error';
import { Command } from 'commander';
import manifest from '../../package.json' with { type: 'json' };
import { benchCommand } from './commands/bench.ts';
import { canaryCommand } from './commands/canary.ts';
import { doctorCommand } from './commands/doctor.ts';
import { faultCommand } from './commands/fault.ts';
import { splitCommand } from './commands/split.ts';
import { statsCommand } from './commands/stats.ts';
import { testCommand } from './commands/test.ts';
import { tokenCommand } from './commands/token.ts';
import { trafficCommand } from './commands/traffic.ts';
import { upCommand } from './commands/up.ts';
import { verifyCommand } from './commands/verify.ts';

const program = new Command('canario')
	.description(manifest.description)
	.version(manifest.version)
	.showHelpAfterError('(./canario help shows what there is)')
	.addCommand(upCommand())
	.addCommand(trafficCommand())
	.addCommand(verifyCommand())
	.addCommand(splitCommand())
	.addCommand(canaryCommand())
	.addCommand(faultCommand())
	.addCommand(tokenCommand())
	.addCommand(statsCommand())
	.addCommand(benchCommand())
	.addCommand(testCommand())
	.addCommand(doctorCommand());

try {
	if (process.argv.length <= 2) program.outputHelp();
	else await program.parseAsync();
} catch (error) {
	// what a person can act on is one line; anything else is a fault of ours, with its stack
	if (!(error instanceof ServiceError || error instanceof ConfigError)) throw error;
	console.error(`canario: ${error.message}`);
	process.exitCode = 1;
}
