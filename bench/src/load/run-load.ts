import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { type OnCore, pinnedFork } from '../processes/on-core.ts';
import { ownChild } from '../processes/own-child.ts';
import type { Load, LoadOptions, Told } from './load.ts';

const GENERATOR = fileURLToPath(new URL('./generator.ts', import.meta.url));

/** Runs the generator, on the core that is told; `onMeasuring` hears when its warm-up is over. */
export async function runLoad(options: LoadOptions, onMeasuring: () => void, core?: OnCore): Promise<Load> {
	const child = ownChild(
		fork(GENERATOR, [JSON.stringify(options)], {
			...pinnedFork(core, []),
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
