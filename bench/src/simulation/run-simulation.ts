import { HEALTHY, RATE, SCENARIOS } from './scenarios.ts';
import { type Simulated, simulate } from './simulate.ts';
import { assumptionsText, simulationText } from './simulation-text.ts';

interface Options {
	/** Of each scenario. */
	readonly canaries: number;
	readonly seed: number;
	readonly json: boolean;
}

/** Simulates every scenario and prints what came out: a matter of minutes, and the same for the same options. */
export async function runSimulation({ canaries, seed, json }: Options): Promise<void> {
	if (!json) console.log(assumptionsText(canaries, seed));
	const results: Simulated[] = [];
	for (const scenario of SCENARIOS) {
		process.stderr.write(`${scenario.name}: ${scenario.title}\n`);
		results.push(await simulate(scenario, canaries, seed));
	}
	console.log(
		json
			? JSON.stringify({ canaries, seed, rate: RATE, healthy: HEALTHY, results }, undefined, '\t')
			: simulationText(results),
	);
}
