import type { Fault, PublicFault } from '@canario/contracts/fault';
import { formatDuration } from '@canario/service-kit/duration';

/** 0.125 as "12.5 %", with no more places than it needs. */
const shareText = (share: number) => `${Number((share * 100).toFixed(3))} %`;

/** What a fault does, in words. */
export function effectsText(fault: Omit<PublicFault, 'untilMs'>): string {
	const { errors = 0, delayMs = 0, jitterMs = 0, durableDelayMs = 0, drop = 0, hang = false } = fault;
	return [
		hang && 'answers nothing',
		errors > 0 && `errors ${shareText(errors)}`,
		delayMs > 0 && `delay ${formatDuration(delayMs)}${jitterMs > 0 ? ` ± ${formatDuration(jitterMs)}` : ''}`,
		durableDelayMs > 0 && `durable delay ${formatDuration(durableDelayMs)}`,
		drop > 0 && `drops ${shareText(drop)}`,
	]
		.filter(Boolean)
		.join(', ');
}

/** One fault, in a line. */
export function faultText(fault: Fault, nowMs: number): string {
	const { lane, untilMs, by, reason } = fault;
	const left = formatDuration(Math.max(0, untilMs - nowMs));
	const end = `ends in ${left}, at ${new Date(untilMs).toISOString().slice(0, 19)}Z`;
	return `${lane.padEnd(6)} ${effectsText(fault)}; ${end}; by ${by}${reason === '' ? '' : `: ${reason}`}`;
}
