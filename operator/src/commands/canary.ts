import { Command } from 'commander';
import { eventsCommand } from './canary-events.ts';
import { historyCommand } from './canary-history.ts';
import { planCommand } from './canary-plan.ts';
import { startCommand } from './canary-start.ts';
import { statusCommand } from './canary-status.ts';
import { wishCommands } from './canary-wishes.ts';

const HELP = `
A canary gives a lane more of the traffic step by step. At each step it compares the lane with the other one and with
limits; it goes on when every check passes, back to where it was when one fails, and waits while there is too little to
tell. The service canary-controller carries it out, also while nobody watches. docs/canary.md has plans, checks and hooks.

Examples:
  ./canario canary start --to green --steps 5,25,50,100 --every 60s --reason "green is new"
  ./canario canary status --watch
  ./canario canary pause --reason "lunch"
  ./canario canary promote --reason "the logs look well"
  ./canario canary abort --reason "users complain"
  ./canario canary history
  ./canario canary status --target httproute/lanes --namespace canario
  ./canario canary plan example > plan.yaml`;

/** `./canario canary`: gives a lane more of the traffic as long as it does well. */
export function canaryCommand(): Command {
	const command = new Command('canary')
		.description('give a lane more of the traffic step by step, as long as it does well')
		.addHelpText('after', HELP)
		.addCommand(startCommand())
		.addCommand(statusCommand());
	for (const one of wishCommands()) command.addCommand(one);
	command.addCommand(historyCommand()).addCommand(eventsCommand()).addCommand(planCommand());
	for (const one of command.commands)
		one.showHelpAfterError(`(./canario canary ${one.name()} --help shows how)`);
	return command;
}
