import { bareTable } from '../bare-table.ts';
import type { ShownToken, TokenFacts } from './tokens.ts';

const when = (atMs: number) => new Date(atMs).toISOString().replace(/\.\d+Z$/, 'Z');

/** A token in one line, for example `ana: operator, until 2026-12-21T10:00:00Z`. */
export function tokenText({ name, role, expiresAtMs, revokedAtMs, revokedBy }: TokenFacts): string {
	if (revokedAtMs !== undefined) return `${name}: revoked ${when(revokedAtMs)} by ${revokedBy}`;
	return `${name}: ${role}, ${expiresAtMs === undefined ? 'without an end' : `until ${when(expiresAtMs)}`}`;
}

/** Tokens as a table, in their order. */
export function tokensTable(tokens: readonly ShownToken[]): string {
	const columns = ['name', 'role', 'added', 'by', 'until', 'state'];
	const table = bareTable(columns, columns.length);
	for (const { name, role, addedAtMs, addedBy, state, ...times } of tokens) {
		const { expiresAtMs, revokedAtMs, revokedBy } = times;
		const until = expiresAtMs === undefined ? '–' : when(expiresAtMs);
		const told = revokedAtMs === undefined ? state : `revoked ${when(revokedAtMs)} by ${revokedBy}`;
		table.push([name, role, when(addedAtMs), addedBy, until, told]);
	}
	return table.toString();
}
