import { setTimeout as sleep } from 'node:timers/promises';
import type { TrafficSummary } from '@canario/operator/traffic/traffic-options';
import type { Verification } from '@canario/operator/traffic/verify-ledger';
import { expect } from 'vitest';
import { ADMIN, canarioInside, ENTRY, evaluate } from './generator.ts';

/** Traffic that runs in the background, with a ledger of its own. */
export interface Load {
	/** Ends it, and tells how it went. */
	end(): Promise<TrafficSummary>;
	/** Compares its ledger with what is stored; what green took is waited for. */
	verify(): Promise<Verification>;
}

let count = 0;

/** Sends so many vaccinations a second until it is ended. Resolves when the first are acknowledged. */
export async function startLoad(ratePerSecond: number): Promise<Load> {
	count += 1;
	const ledger = `/tmp/ledger-${process.pid}-${count}.jsonl`;
	const running = canarioInside(
		`traffic --target ${ENTRY} --rate ${ratePerSecond} --for 30m --seed ${count} --ledger ${ledger} --json`,
	);
	let over = false;
	void running.then(() => {
		over = true;
	});
	while (!over && (await evaluate(`fs.existsSync('${ledger}')&&fs.statSync('${ledger}').size`)) < 1)
		await sleep(200);
	return {
		async end() {
			await evaluate(INTERRUPT(ledger));
			const { stdout, stderr } = await running;
			if (stdout === '') throw new Error(`the generator said nothing but: ${stderr}`);
			return JSON.parse(stdout) as TrafficSummary;
		},
		async verify() {
			const { stdout, stderr } = await canarioInside(
				`verify --ledger ${ledger} --target ${ADMIN} --wait 1m --json`,
			);
			if (stdout === '') throw new Error(`verify said nothing but: ${stderr}`);
			return JSON.parse(stdout) as Verification;
		},
	};
}

/** Sends SIGINT to who writes that ledger: a signal does not go through `kubectl exec`. */
const INTERRUPT = (ledger: string) =>
	`fs.readdirSync('/proc').filter(p=>/^\\d+$/.test(p)&&p!=process.pid&&fs.readFileSync('/proc/'+p+'/cmdline','utf8').includes('${ledger}')).map(p=>process.kill(p,'SIGINT')).length`;

/**
 * Sends 80 vaccinations a second while `act` runs. Afterwards what was acknowledged must be stored, through both lanes, and
 * nothing may have been missed, unless `missed` says otherwise.
 */
export async function expectKeptWhile(
	act: () => Promise<unknown>,
	missed: (count: number, summary: TrafficSummary) => void = nothingMissed,
): Promise<void> {
	const load = await startLoad(80);
	let summary: TrafficSummary;
	try {
		await act();
	} finally {
		summary = await load.end();
	}
	missed(summary.missed, summary);
	expect(summary.lanes.blue.acknowledged).toBeGreaterThan(0);
	expect(summary.lanes.green.acknowledged).toBeGreaterThan(0);
	const { acknowledged } = summary;
	expect(await load.verify()).toMatchObject({ ok: true, lost: [], rejectedButStored: [], acknowledged });
}

function nothingMissed(count: number, { reasons, unsent }: TrafficSummary): void {
	expect({ count, unsent, reasons }).toEqual({ count: 0, unsent: 0, reasons: [] });
}
