import type { SplitState } from '@canario/contracts/split-change';
import { describe, expect, it, vi } from 'vitest';
import { MISSING_BROWSER, useBrowser } from '../src/browser.ts';
import { adminAt } from '../src/client.ts';
import { TOKEN } from '../src/instances.ts';
import { isIn, logIn, planWithPage, shoot } from '../src/operate-page.ts';
import { accessibilityProblems, panel } from '../src/page.ts';
import { MISSING_STORES } from '../src/stores.ts';
import { useWorld } from '../src/world.ts';

const missing = MISSING_STORES ?? MISSING_BROWSER;
const SOON = { timeout: 20_000, interval: 100 };

describe.skipIf(missing)(`a canary on the page ${missing ?? ''}`, () => {
	const look = useBrowser();
	const world = useWorld(() => planWithPage());
	const call = (method: 'GET' | 'PUT', path: string, body?: object) =>
		adminAt(world().platform.adminUrl('dummy-splitter'))(method, path, body);
	const split = async () => (await call('GET', '/split')) as SplitState;
	const at = (path: string) => `${world().platform.url('web')}${path}`;
	/** The view with an operator, and nearly all traffic at blue. */
	const begin = async (blue: number, green: number) => {
		await vi.waitFor(async () => {
			expect(await call('GET', '/canary')).toMatchObject({ controlled: true });
		}, SOON);
		await call('PUT', '/split', { weights: { blue, green }, reason: 'a beginning', by: 'bea' });
		const viewer = await look(at('/operate'));
		await logIn(viewer.page, TOKEN);
		await isIn(viewer.page);
		const canary = panel(viewer.page, 'El canario');
		await canary.getByRole('button', { name: 'Empezar un canario' }).click();
		return { ...viewer, canary };
	};

	it('takes a canary from its start to its verdict, on the page and before everybody', async () => {
		const running = world().load({ ratePerSecond: 300 });
		const { page, canary, complaints } = await begin(100, 0);
		const viewer = await look(at('/traffic'));
		await canary.getByLabel('Pasos, en %').fill('20, 100');
		await canary.getByLabel('Cada paso dura al menos', { exact: true }).fill('2');
		await canary.getByLabel('Motivo').fill('green is new');
		await canary.getByRole('button', { name: 'Empezar hacia verde' }).click();
		await canary.getByRole('heading', { name: /^Verde/ }).waitFor();
		await canary.getByRole('list', { name: 'Comprobaciones' }).getByText('Errores').first().waitFor();
		await panel(viewer.page, 'El canario').getByRole('list', { name: 'Comprobaciones' }).waitFor();
		expect(await accessibilityProblems(page)).toEqual([]);
		expect(await accessibilityProblems(viewer.page)).toEqual([]);
		if (process.env.CANARIO_SCREENSHOTS) await shoot(page, 'Canary');
		await canary
			.getByRole('heading', { name: 'El canario llegó: verde tiene 100 %' })
			.waitFor({ timeout: 90_000 });
		await panel(viewer.page, 'El canario').getByText('El canario llegó: verde tiene 100 %').waitFor();
		expect((await split()).weights).toEqual({ blue: 0, green: 100 });
		await running.stop();
		expect([...complaints, ...viewer.complaints]).toEqual([]);
	});

	it('pauses a canary, resumes it, and aborts it back to where it was, each with its reason', async () => {
		const { canary } = await begin(90, 10);
		await canary.getByLabel('Pasos, en %').fill('30, 100');
		await canary.getByLabel('Motivo').fill('again');
		await canary.getByRole('button', { name: 'Empezar hacia verde' }).click();
		const press = async (name: string, said: RegExp) => {
			await canary.getByLabel('Motivo').fill(`to ${name}`);
			await canary.getByRole('button', { name, exact: true }).click();
			await canary.getByText(said).first().waitFor();
		};
		await expect.poll(async () => (await split()).weights, SOON).toEqual({ blue: 70, green: 30 });
		await press('Pausar', /^En pausa por local: to Pausar/);
		await press('Seguir', /^Hecho: sigue/);
		await press('Abortar y volver', /^El canario se abortó/);
		await expect.poll(async () => (await split()).weights, SOON).toEqual({ blue: 90, green: 10 });
		await canary.getByRole('button', { name: 'Ver el registro' }).click();
		await canary.getByText('abortado por local: to Abortar y volver').waitFor();
	});

	it('says why a canary was taken back, to operators and to everybody', async () => {
		const { page, canary } = await begin(95, 5);
		await call('PUT', '/faults/green', { errors: 0.3, reason: 'to be found', by: 'bea' });
		const running = world().load({ ratePerSecond: 300, retry: true });
		await canary.getByLabel('Pasos, en %').fill('40, 100');
		await canary.getByLabel('Motivo').fill('a bad one');
		await canary.getByRole('button', { name: 'Empezar hacia verde' }).click();
		await canary.getByRole('heading', { name: 'El canario volvió atrás: verde no pasó de 40 %' }).waitFor();
		await canary
			.getByText(/green's errors .* limit/)
			.first()
			.waitFor();
		await canary.getByRole('list', { name: 'Comprobaciones' }).getByText('falla').first().waitFor();
		expect((await split()).weights).toEqual({ blue: 95, green: 5 });
		await canary.getByRole('button', { name: 'Empezar un canario' }).click();
		await canary.getByRole('button', { name: 'Ver el registro' }).click();
		await canary.getByText('empezó, por local: a bad one').waitFor();
		expect(await accessibilityProblems(page)).toEqual([]);
		if (process.env.CANARIO_SCREENSHOTS) await shoot(page, 'Canary-back');
		await running.stop();
	});
});
