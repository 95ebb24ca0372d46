import type { Round, Sample, Side } from './sample.ts';

export interface RoundOptions {
	readonly rounds: number;
	readonly seconds: number;
	/** Hears of each run. */
	readonly tell: (line: string) => void;
}

/** A run of each side that is not counted, so that all have their code compiled. */
const WARM_UP_SECONDS = 2;

/** Measures the sides in turn, A B A B …, so that what else the machine does falls on all of them. */
export async function interleave(sides: readonly Side[], options: RoundOptions): Promise<readonly Round[]> {
	const { rounds, seconds, tell } = options;
	for (const side of sides) {
		tell(`warm-up: ${side.name}`);
		await side.run(Math.min(WARM_UP_SECONDS, seconds));
	}
	const measured: Round[] = [];
	for (let round = 1; round <= rounds; round++) {
		const samples = new Map<string, Sample>();
		for (const side of sides) {
			tell(`round ${round} of ${rounds}: ${side.name}`);
			samples.set(side.name, await side.run(seconds));
		}
		measured.push(samples);
	}
	return measured;
}
