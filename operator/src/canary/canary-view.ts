import type { CanaryAnswer } from '@canario/contracts/canary/answers';
import type { CanaryEntry } from '@canario/contracts/canary/event';
import { createLogUpdate } from 'log-update';
import { eventText } from './event-text.ts';
import { plainLine, statusText } from './status-text.ts';

/** Shows a canary while it goes on. */
export interface CanaryView {
	happened(entry: CanaryEntry): void;
	now(answer: CanaryAnswer): void;
	/** No answer was got; said once until there is one again. */
	trouble(message: string): void;
	end(): void;
}

const PLAIN_EVERY_MS = 10_000;

interface Streams {
	readonly out: NodeJS.WriteStream;
	readonly err: NodeJS.WritableStream;
	/** A clock that does not jump, milliseconds. */
	readonly steadyMs: () => number;
	/** As `statusText` has it. */
	readonly place?: string | undefined;
}

/** A live view below the events where `out` is a terminal, else plain lines; with `json` a line for each event only. */
export function canaryView(json: boolean, { out, err, steadyMs, place }: Streams): CanaryView {
	const isSaid = onlyOnce(err);
	if (json) {
		return {
			happened: (entry) => void out.write(`${JSON.stringify(entry)}\n`),
			now: () => isSaid.reset(),
			trouble: isSaid.say,
			end() {},
		};
	}
	return out.isTTY ? liveView(out, place) : lineView(out, { ...isSaid, steadyMs });
}

function liveView(out: NodeJS.WriteStream, place?: string): CanaryView {
	const update = createLogUpdate(out, { showCursor: true });
	return {
		happened: (entry) => update.persist(eventText(entry)),
		now: (answer) => update(`\n${statusText(answer, place)}\n`),
		trouble: (message) => update(`\n${message}: trying again …\n`),
		// what it showed last would only repeat what the events say
		end: () => update.clear(),
	};
}

interface Said {
	say(message: string): void;
	reset(): void;
}

function onlyOnce(err: NodeJS.WritableStream): Said {
	let said = false;
	return {
		say(message) {
			if (!said) err.write(`${message}: trying again …\n`);
			said = true;
		},
		reset() {
			said = false;
		},
	};
}

function lineView(
	out: NodeJS.WritableStream,
	{ say, reset, steadyMs }: Said & Pick<Streams, 'steadyMs'>,
): CanaryView {
	let nextMs = steadyMs() + PLAIN_EVERY_MS;
	return {
		happened: (entry) => void out.write(`${eventText(entry)}\n`),
		now(answer) {
			reset();
			if (steadyMs() < nextMs) return;
			nextMs = steadyMs() + PLAIN_EVERY_MS;
			out.write(`    ${plainLine(answer)}\n`);
		},
		trouble: say,
		end() {},
	};
}
