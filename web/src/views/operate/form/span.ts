/** Units of time that a span is written in, in milliseconds. */
export const UNIT_MS = { s: 1_000, min: 60_000, h: 3_600_000, d: 86_400_000 } as const;
export type Unit = keyof typeof UNIT_MS;

/** A span of time as it stands in a form: what was typed, and its unit. */
export interface Span {
	readonly text: string;
	readonly unit: Unit;
}

/** Milliseconds of what was typed; undefined where that is no span above nothing. */
export function msOf({ text, unit }: Span): number | undefined {
	const value = numberOf(text);
	return value === undefined || value <= 0 ? undefined : Math.round(value * UNIT_MS[unit]);
}

/** A span written in the largest unit that keeps it whole. */
export function spanOf(ms: number): Span {
	const unit = (['d', 'h', 'min'] as const).find((one) => ms > 0 && ms % UNIT_MS[one] === 0) ?? 's';
	return { text: String(ms / UNIT_MS[unit]), unit };
}

/** A number as people type it, with a point or a comma for decimals; undefined where it is none, or below nothing. */
export function numberOf(text: string): number | undefined {
	const trimmed = text.trim().replace(',', '.');
	return /^\d{1,9}(\.\d{1,6})?$/.test(trimmed) ? Number(trimmed) : undefined;
}
