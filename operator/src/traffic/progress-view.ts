import { formatDuration } from '@canario/service-kit/duration';
import { SingleBar } from 'cli-progress';
import type { TrafficProgress } from './traffic-options.ts';

/** Shows a run while it goes on. */
export interface ProgressView {
	show(progress: TrafficProgress): void;
	end(): void;
}

const LINE_EVERY_MS = 5_000;

/** A progress bar where `stream` is a terminal, else a plain line every five seconds. */
export function progressView(stream: NodeJS.WriteStream, durationMs: number): ProgressView {
	return stream.isTTY ? barView(stream, durationMs) : lineView(stream, durationMs);
}

function barView(stream: NodeJS.WriteStream, durationMs: number): ProgressView {
	const bar = new SingleBar({
		format: '{bar} {elapsed} of {whole} │ {tally}',
		barCompleteChar: '█',
		barIncompleteChar: '░',
		hideCursor: true,
		clearOnComplete: true,
		stream,
	});
	const whole = formatDuration(durationMs);
	bar.start(durationMs, 0, { elapsed: '0s', whole, tally: '' });
	return {
		show(progress) {
			const elapsed = formatDuration(Math.min(progress.elapsedMs, durationMs));
			bar.update(Math.min(progress.elapsedMs, durationMs), { elapsed, tally: inWords(progress) });
		},
		end: () => bar.stop(),
	};
}

function lineView(stream: NodeJS.WritableStream, durationMs: number): ProgressView {
	let nextMs = LINE_EVERY_MS;
	return {
		show(progress) {
			if (progress.elapsedMs < nextMs) return;
			nextMs += LINE_EVERY_MS;
			stream.write(
				`${formatDuration(progress.elapsedMs)} of ${formatDuration(durationMs)}: ${inWords(progress)}\n`,
			);
		},
		end() {},
	};
}

function inWords({ sent, acknowledged, missed, unsent, inFlight }: TrafficProgress): string {
	const trouble = [missed > 0 && `${missed} missed`, unsent > 0 && `${unsent} unsent`].filter(Boolean);
	return [`${sent} sent`, `${acknowledged} acknowledged`, ...trouble, `${inFlight} in flight`].join(', ');
}
