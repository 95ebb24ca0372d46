import { Command } from 'commander';
import { convertCommand } from './split-convert.ts';
import { getCommand } from './split-get.ts';
import { historyCommand } from './split-history.ts';
import { lintCommand } from './split-lint.ts';
import { rampCommand } from './split-ramp.ts';
import { setCommand } from './split-set.ts';
import { confirmCommand, undoCommand } from './split-undo.ts';
import { watchCommand } from './split-watch.ts';

const HELP = `
Weights are whole numbers from 0; a lane's share is its weight over their sum. 0 means none; not all may be 0.
Every change has a version, and stands in the history for good: who, when, from, to, why. docs/operating.md walks through.
Of an object in a cluster (--target trafficsplit/NAME or httproute/NAME) it is its last change alone: docs/splits.md.

Examples:
  ./canario split get
  ./canario split set blue=90 green=10 --reason "green is new" --revert-after 10m
  ./canario split confirm
  ./canario split ramp --to green=100 --step 10 --every 30s --reason "green has proved itself"
  ./canario split undo --reason "errors"
  ./canario split get --target trafficsplit/front --namespace shop
  ./canario split lint split.yaml`;

/** `./canario split`: reads and changes the weights of a running platform, and looks at the splits of a mesh. */
export function splitCommand(): Command {
	const command = new Command('split')
		.description(
			'read, change and take back the weights of blue and green; convert and lint splits of a mesh',
		)
		.addHelpText('after', HELP)
		.addCommand(getCommand())
		.addCommand(setCommand())
		.addCommand(confirmCommand())
		.addCommand(undoCommand())
		.addCommand(rampCommand())
		.addCommand(historyCommand())
		.addCommand(watchCommand())
		.addCommand(convertCommand())
		.addCommand(lintCommand());
	for (const one of command.commands)
		one.showHelpAfterError(`(./canario split ${one.name()} --help shows how)`);
	return command;
}
