import { ServiceError } from '@canario/service-kit/service-error';
import type { AdminSplit } from '@canario/split-targets/admin-split';
import type { LaneNames } from '@canario/split-targets/objects/lane-backends';
import {
	isObjectAddress,
	type OpenSplitTarget,
	openSplitTarget,
} from '@canario/split-targets/open-split-target';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { readPlatformFile, readToken } from '../platform-file.ts';
import { dataOption } from '../traffic/options.ts';
import { type ByOptions, byOf } from './split-options.ts';

/** Options of the commands that take any split, or say why they cannot. */
export interface SplitOptions extends ByOptions {
	readonly namespace?: string;
	readonly context?: string;
	readonly lanes?: LaneNames;
}

/** Gives `command` the options that name a platform, or an object in a cluster. */
export const addObjectOptions = (command: Command): Command =>
	command
		.addOption(
			new Option(
				'--target <address>',
				'URL of the admin listener, trafficsplit/NAME or httproute/NAME (default: the platform that runs from --data)',
			),
		)
		.addOption(new Option('--namespace <name>', "of the object (default: the context's)"))
		.addOption(new Option('--context <name>', 'of the kubeconfig (default: its current one)'));

/** Gives `command` the options that say which split is meant. */
export function addSplitOptions(command: Command): Command {
	return addObjectOptions(command)
		.addOption(
			new Option(
				'--lanes <names>',
				'Services of the object, blue=NAME,green=NAME (default: by their names)',
			).argParser(lanesOption),
		)
		.addOption(dataOption());
}

function lanesOption(text: string): LaneNames {
	const [, blue, green] = /^blue=([a-z0-9.-]+),green=([a-z0-9.-]+)$/.exec(text) ?? [];
	if (blue !== undefined && green !== undefined && blue !== green) return { blue, green };
	throw new InvalidArgumentError('Expected two Services, for example blue=web-old,green=web-new.');
}

/** An option that takes a version as `get` prints it. */
export const versionOption = (flag: string, what: string) =>
	new Option(`${flag} <version>`, what).argParser((text) => {
		if (/^[1-9]\d{0,9}(-[0-9a-f]{8})?$/.test(text)) return text;
		throw new InvalidArgumentError('Expected a version as ./canario split get prints it.');
	});

/** The version of an entry's split. Throws `invalid_input` for that of an object. */
export function entryVersion(text: string | undefined): number | undefined {
	if (text === undefined || /^\d+$/.test(text)) return text === undefined ? undefined : Number(text);
	throw new ServiceError(
		'invalid_input',
		`an entry's versions are whole numbers; ${text} is that of an object`,
	);
}

/** Throws `invalid_input` for options about an object where `target` names none. */
export function refuseWithoutObject(target: string | undefined, ofObjects: object): void {
	const [given] = Object.entries(ofObjects).find(([, value]) => value !== undefined) ?? [];
	if (given === undefined || (target !== undefined && isObjectAddress(target))) return;
	throw new ServiceError(
		'invalid_input',
		`--${given} is about an object in a cluster: name it with --target trafficsplit/NAME or httproute/NAME`,
	);
}

/** The split that the options name. Throws as `openSplitTarget` does, and where no platform or no token is found. */
export async function splitTargetOf(options: SplitOptions, env: NodeJS.ProcessEnv): Promise<OpenSplitTarget> {
	const { data, target, namespace, context, lanes } = options;
	refuseWithoutObject(target, { namespace, context, lanes });
	const address = target ?? readPlatformFile(data).urls.admin;
	const token = () => readToken(data, env);
	return await openSplitTarget(address, { token, by: byOf(options), namespace, context, lanes }, env);
}

/**
 * The split of the platform that the options name, for what needs its history.
 *
 * @param why an object cannot do it, and what can be done instead.
 */
export async function splitOf(
	options: SplitOptions,
	env: NodeJS.ProcessEnv,
	why: string,
): Promise<AdminSplit> {
	if (options.target !== undefined && isObjectAddress(options.target)) {
		throw new ServiceError('invalid_input', `${options.target} keeps its last change alone: ${why}`);
	}
	const opened = await splitTargetOf(options, env);
	if (opened.kind === 'entry') return opened.split;
	throw new ServiceError('invalid_input', why);
}
