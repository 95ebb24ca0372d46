import { type Command, Option } from 'commander';
import { adminOf } from '../admin-client.ts';
import { type CanaryAdmin, canaryAdmin } from '../canary/canary-admin.ts';
import { dataOption, wholeOption } from '../traffic/options.ts';
import { jsonOption, targetOption } from './place-options.ts';
import { type ByOptions, byOf } from './split-options.ts';

/** Options of all commands about canaries. */
export interface CanaryOptions extends ByOptions {
	readonly json?: boolean;
}

/** Gives `command` the options that say where the platform is; `what` is what a program gets to read. */
export const withPlace = (command: Command, what: string): Command =>
	command.addOption(targetOption()).addOption(dataOption()).addOption(jsonOption(what));

/** The canaries of the platform that the options name. Throws as `adminOf` does. */
export const canariesOf = (options: ByOptions): CanaryAdmin =>
	canaryAdmin(adminOf(options, process.env), byOf(options));

/** How many there may be at most. */
export const limitOption = (usual: number) =>
	new Option('--limit <n>', 'at most so many').argParser(wholeOption(1, 10_000)).default(usual);

export const printJson = (value: object) => console.log(JSON.stringify(value, undefined, '\t'));
