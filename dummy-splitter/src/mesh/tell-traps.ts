import type { Check, Checks } from '@canario/service-kit/readiness';
import type { Runtime } from '@canario/service-kit/service';
import { type SeenTrap, TRAP_CHECKS, trapText } from './trap.ts';

const EVERY_MS = 1_000;

/**
 * Has the traps told: in the log when one is seen or gone, in `canario_mesh_trap`, and in checks of `/readyz`. They do not
 * make the entry unready: it does what it is to do, and another entry would see the same.
 */
export function tellTraps(
	seen: () => readonly SeenTrap[],
	{ lifecycle, log, metrics }: Pick<Runtime, 'lifecycle' | 'log' | 'metrics'>,
): Checks {
	let before = new Map<string, SeenTrap>();
	const timer = setInterval(() => {
		const now = new Map(seen().map((trap) => [trap.id, trap]));
		for (const [id, trap] of now) if (!before.has(id)) log.warn({ trap: id }, trapText(trap));
		for (const id of before.keys()) if (!now.has(id)) log.info({ trap: id }, 'trap of the mesh is gone');
		before = now;
	}, EVERY_MS);
	lifecycle.own('traps', { close: () => clearInterval(timer) });
	metrics.gauge(
		'canario_mesh_trap',
		'Traps of the mesh that are seen just now; 1 each.',
		['trap'],
		(gauge) => {
			gauge.reset();
			for (const { id } of seen()) gauge.set({ trap: id }, 1);
		},
	);
	const checkOf = (check: string): Check => ({
		needed: false,
		async ask() {
			const texts = seen().filter((trap) => trap.check === check);
			if (texts.length > 0) throw new Error(texts.map(trapText).join(' | '));
		},
	});
	return Object.fromEntries(TRAP_CHECKS.map((check) => [check, checkOf(check)]));
}
