import { type CommandParser, defineScript } from 'redis';

/**
 * A script that takes `keys` keys, run by EVALSHA and, when the server does not know it, by EVAL. The first
 * line decides what Redis does when it is out of memory: "#!lua" alone is refused before it has changed
 * anything, "allow-oom" runs (for what frees memory or needs next to none), "no-writes" always runs.
 */
export function script<Reply>(lua: string, keys: number) {
	return defineScript({
		SCRIPT: lua,
		NUMBER_OF_KEYS: keys,
		parseCommand(parser: CommandParser, names: readonly string[], args: readonly string[] = []) {
			for (const name of names) parser.pushKey(name);
			for (const arg of args) parser.push(arg);
		},
		// What a script returns is known to its author alone; each caller states it as `Reply`.
		transformReply: (reply: unknown) => reply as Reply,
	});
}
