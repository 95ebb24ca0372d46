import type { Command } from 'commander';

/** A command, with all below it, that throws where it would end the process, and prints nothing then: for tests. */
export function throwing(command: Command): Command {
	command.exitOverride().configureOutput({ writeErr: () => {} });
	command.commands.forEach(throwing);
	return command;
}
