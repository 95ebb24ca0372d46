import type { FaultEffects } from '@canario/contracts/fault';
import type { Lane } from '@canario/contracts/lane';
import { msOf, numberOf, type Span } from '../form/span.ts';

/** A fault as it is being written: figures as they were typed. */
export interface FaultDraft {
	readonly lane: Lane;
	/** Per cent. */
	readonly errors: string;
	/** Milliseconds. */
	readonly delay: string;
	readonly jitter: string;
	readonly durable: string;
	readonly drop: string;
	readonly hang: boolean;
	readonly span: Span;
}

export const EMPTY: FaultDraft = {
	...{ lane: 'green', errors: '', delay: '', jitter: '', durable: '', drop: '', hang: false },
	span: { text: '5', unit: 'min' },
};

/** Figures of a draft that cannot be used, by their names. */
export type Wrong = 'errors' | 'delay' | 'jitter' | 'durable' | 'drop' | 'span';

/** What a draft asks for. */
export interface Wanted {
	/** Body of `PUT /faults/LANE`, without its reason. */
	readonly effects: Partial<FaultEffects>;
	readonly forMs: number;
}

/** What a draft means; `wrong` names what cannot be used, and is empty when it does nothing at all. */
export function wantedOf(draft: FaultDraft): Wanted | { readonly wrong: readonly Wrong[] } {
	const figures = {
		errors: figureOf(draft.errors, 100),
		delay: figureOf(draft.delay, 60_000),
		jitter: figureOf(draft.jitter, numberOf(draft.delay) ?? 0),
		durable: figureOf(draft.durable, 5_000),
		drop: figureOf(draft.drop, 100),
		span: msOf(draft.span),
	};
	const { errors, delay, jitter, durable, drop, span } = figures;
	const wrong = (Object.keys(figures) as Wrong[]).filter((name) => figures[name] === undefined);
	if (span !== undefined && (span < 1_000 || span > 3_600_000)) wrong.push('span');
	const effects = {
		...(errors ? { errors: errors / 100 } : {}),
		...(delay ? { delayMs: delay } : {}),
		...(jitter ? { jitterMs: jitter } : {}),
		...(durable ? { durableDelayMs: durable } : {}),
		...(drop ? { drop: drop / 100 } : {}),
		...(draft.hang ? { hang: true } : {}),
	};
	const nothing = Object.keys(effects).length === 0;
	return wrong.length > 0 || nothing || span === undefined ? { wrong } : { effects, forMs: span };
}

/** A figure as typed, 0 where nothing was; undefined where it is none, or more than `most`. */
function figureOf(text: string, most: number): number | undefined {
	if (text.trim() === '') return 0;
	const value = numberOf(text);
	return value === undefined || value > most ? undefined : value;
}
