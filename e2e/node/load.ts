import { setTimeout as sleep } from 'node:timers/promises';
import type { TrafficSummary } from '@canario/operator/traffic/traffic-options';
import type { Verification } from '@canario/operator/traffic/verify-ledger';
import { ADMIN, canarioInside, ENTRY, evaluate } from './generator.ts';
import { setWeights } from './weights.ts';

/** Traffic that runs in the background, with a ledger of its own. */
interface Load {
	/** Resolves when some more have been sent. */
	goOn(): Promise<void>;
	/** Ends it, and tells how it went. */
	end(): Promise<TrafficSummary>;
	/** Compares its ledger with what is stored; what green took is waited for. */
	verify(): Promise<Verification>;
}

/** What the ledger takes for some hundred vaccinations. */
const SOME_BYTES = 16_384;

let count = 0;

/** Sends so many vaccinations a second until it is ended. Resolves when some have been sent. */
async function startLoad(ratePerSecond: number): Promise<Load> {
	count += 1;
	const ledger = `/tmp/ledger-${process.pid}-${count}.jsonl`;
	const running = canarioInside(
		`traffic --target ${ENTRY} --rate ${ratePerSecond} --for 30m --seed ${count} --ledger ${ledger} --json`,
	);
	let over = false;
	void running.then(() => {
		over = true;
	});
	const size = () => evaluate(`fs.existsSync('${ledger}') ? fs.statSync('${ledger}').size : 0`);
	const goOn = async () => {
		const wanted = (await size()) + SOME_BYTES;
		while (!over && (await size()) < wanted) await sleep(200);
	};
	await goOn();
	return {
		goOn,
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

/** What came of the vaccinations that were sent meanwhile. */
interface Outcome extends Pick<TrafficSummary, 'missed' | 'unsent' | 'reasons'> {
	/** Lanes that acknowledged some. */
	readonly lanes: readonly string[];
	/** Acknowledged, and neither stored nor dead-lettered. */
	readonly lost: readonly string[];
	readonly rejectedButStored: readonly string[];
	/** Whether the ledger has every acknowledgement that the generator counted. */
	readonly isWhole: boolean;
}

/** Everything that was acknowledged is there, through both lanes. */
export const KEPT = { lanes: ['blue', 'green'], lost: [], rejectedButStored: [], isWhole: true };
/** That, and everything was acknowledged. */
export const NOTHING_MISSED = { ...KEPT, missed: 0, unsent: 0, reasons: [] };

/** Splits evenly, sends so many vaccinations a second while `act` runs, and compares the ledger with what is stored. */
export async function sentWhile(act: () => Promise<unknown>, ratePerSecond = 80): Promise<Outcome> {
	await setWeights(50, 50, ' --no-wait');
	const load = await startLoad(ratePerSecond);
	let summary: TrafficSummary;
	try {
		await act();
		await load.goOn();
	} finally {
		summary = await load.end();
	}
	const { missed, unsent, reasons, lanes, acknowledged } = summary;
	const { lost, rejectedButStored, acknowledged: inLedger } = await load.verify();
	const named = Object.entries(lanes).filter(([, lane]) => lane.acknowledged > 0);
	return {
		...{ missed, unsent, reasons, lost, rejectedButStored },
		lanes: named.map(([name]) => name).sort(),
		isWhole: inLedger === acknowledged,
	};
}
