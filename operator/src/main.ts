import { Command } from 'commander';
import manifest from '../../package.json' with { type: 'json' };
import { doctorCommand } from './commands/doctor.ts';
import { testCommand } from './commands/test.ts';

const program = new Command('canario')
	.description(manifest.description)
	.version(manifest.version)
	.showHelpAfterError('(./canario help shows what there is)')
	.addCommand(testCommand())
	.addCommand(doctorCommand());

if (process.argv.length <= 2) program.outputHelp();
else await program.parseAsync();
