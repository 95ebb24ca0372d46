import { isLane, type Lane } from '@canario/contracts/lane';
import { z } from 'zod';
import type { Delivery } from './deliver.ts';
import type { Answer } from './post.ts';
import { tryJson } from './try-json.ts';

/** A vaccination that the entry acknowledged. */
export interface Landed {
	readonly id: string | undefined;
	readonly lane: Lane | undefined;
	readonly outcome: string | undefined;
}

/** Vaccinations that it did not acknowledge. */
export interface Missed {
	/** Absent where nobody knows it: the elements of an array get theirs from the answer. */
	readonly id: string | undefined;
	readonly lane: Lane | undefined;
	readonly count: number;
	/** Refused with 4xx, so surely not stored; everything else may have been stored or not. */
	readonly rejected: boolean;
	/** In the same words for the same cause. */
	readonly reason: string;
}

/** What a request came to. */
export interface Judgement {
	/** The last status, or how it ended without one. */
	readonly label: string;
	readonly landed: readonly Landed[];
	readonly missed: readonly Missed[];
}

/** What was sent: one vaccination, perhaps under an id of ours, or an array of `size`. */
export interface SentRequest {
	readonly id: string | undefined;
	readonly size: number | undefined;
}

const oneAnswer = z.object({ id: z.string(), lane: z.string(), outcome: z.string() }).partial();
const arrayAnswer = z.object({ results: z.array(oneAnswer) });
const problemAnswer = z.object({
	title: z.string().optional(),
	lane: z.string().optional(),
	errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
});

/** Reads the answer of the entry's contract; one that does not keep to it counts as missed. */
export function judge({ reply, doubtful }: Delivery, sent: SentRequest): Judgement {
	const { id, size } = sent;
	const missed = { id, count: size ?? 1, lane: undefined, rejected: false };
	if ('error' in reply) {
		return { label: reply.error, landed: [], missed: [{ ...missed, reason: `no answer: ${reply.error}` }] };
	}
	const label = String(reply.status);
	if (reply.status < 200 || reply.status > 299) {
		const rejected = reply.status >= 400 && reply.status < 500 && !doubtful;
		return { label, landed: [], missed: [{ ...missed, rejected, ...readProblem(reply) }] };
	}
	if (size !== undefined) return { label, ...judgeArray(reply, missed) };
	const { data } = oneAnswer.safeParse(tryJson(reply.body));
	if (id !== undefined && data?.id !== id) {
		return { label, landed: [], missed: [{ ...missed, reason: `${label} without the id that was sent` }] };
	}
	const lane = asLane(reply.laneHeader) ?? asLane(data?.lane);
	return { label, landed: [{ id: data?.id, lane, outcome: data?.outcome }], missed: [] };
}

function judgeArray(reply: Answer, whole: Omit<Missed, 'reason'>): Omit<Judgement, 'label'> {
	const { data } = arrayAnswer.safeParse(tryJson(reply.body));
	if (data?.results.length !== whole.count) {
		const reason = `${reply.status} without a result for each vaccination`;
		return { landed: [], missed: [{ ...whole, reason }] };
	}
	const landed: Landed[] = [];
	const missed: Missed[] = [];
	for (const { id, lane: laneName, outcome } of data.results) {
		const lane = asLane(laneName);
		if (outcome !== 'failed') landed.push({ id, lane, outcome });
		else missed.push({ id, lane, count: 1, rejected: false, reason: `failed in the ${laneName} lane` });
	}
	return { landed, missed };
}

function readProblem(reply: Answer): { reason: string; lane: Lane | undefined } {
	const { data } = problemAnswer.safeParse(tryJson(reply.body));
	const fields = data?.errors?.map(({ path, message }) => `${path}: ${message}`).join('; ');
	const reason = [reply.status, data?.title, fields].filter(Boolean).join(' ');
	return { reason: reason.slice(0, 200), lane: asLane(reply.laneHeader) ?? asLane(data?.lane) };
}

function asLane(name: string | undefined): Lane | undefined {
	return isLane(name) ? name : undefined;
}
