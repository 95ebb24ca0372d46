import { parseDuration } from '@canario/service-kit/duration';
import { ServiceError } from '@canario/service-kit/service-error';
import { InvalidArgumentError, Option } from 'commander';
import { DEFAULT_DATA_DIR } from '../platform-file.ts';

/** Parser of an option whose value is a duration such as 30s; gives milliseconds. */
export function durationOption(text: string): number {
	try {
		return parseDuration(text);
	} catch (error) {
		throw error instanceof ServiceError ? new InvalidArgumentError(error.message) : error;
	}
}

/** Parser of an option whose value is a whole number from `min` to `max`. */
export function wholeOption(min: number, max: number): (text: string) => number {
	return (text) => {
		const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
		if (value >= min && value <= max) return value;
		throw new InvalidArgumentError(`Expected a whole number from ${min} to ${max}.`);
	};
}

/** Parser of an option whose value is a number above 0. */
export function positiveOption(text: string): number {
	const value = /^\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
	if (value > 0) return value;
	throw new InvalidArgumentError('Expected a number above 0.');
}

/** The option by which a command finds a running platform, and its token. */
export function dataOption(): Option {
	return new Option('--data <dir>', 'data directory of a running platform').default(
		DEFAULT_DATA_DIR,
		'.canario/data',
	);
}
