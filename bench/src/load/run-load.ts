import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { ownChild } from '../processes/own-child.ts';
import type { Load, LoadOptions, Told } from './load.ts';

const GENERATOR = fileURLToPath(new URL('./generator.ts', import.meta.url));

/** Runs the generator; `onMeasuring` hears when its warm-up is over. */
export async function runLoad(options: LoadOptions, onMeasuring: () => void): Promise<Load> {
	const child = ownChild(
		fork(GENERATOR, [JSON.stringify(options)], {
			execArgv: [],
			stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
		}),
	);
	let load: Load | undefined;
	child.on('message', (told: Told) => {
		if (told.event === 'measuring') onMeasuring();
		else load = told.load;
	});
	await once(child, 'exit');
	if (load === undefined) throw new Error('the load generator ended without a result');
	return load;
}
