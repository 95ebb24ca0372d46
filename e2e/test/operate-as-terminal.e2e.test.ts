import type { SplitHistoryPage, SplitState } from '@canario/contracts/split-change';
import { beforeEach, describe, expect, it } from 'vitest';
import { MISSING_BROWSER, useBrowser } from '../src/browser.ts';
import { adminAt } from '../src/client.ts';
import { TOKEN } from '../src/instances.ts';
import { headline, isIn, logIn, planWithPage, shoot, weights } from '../src/operate-page.ts';
import { accessibilityProblems, isLive, overflowAt, panel } from '../src/page.ts';
import { MISSING_STORES } from '../src/stores.ts';
import { useWorld } from '../src/world.ts';

const missing = MISSING_STORES ?? MISSING_BROWSER;
const SPLIT = `apiVersion: split.smi-spec.io/v1alpha1
kind: TrafficSplit
metadata: { name: front }
spec: { service: front, backends: [{ service: old, weight: 500m }, { service: new, weight: 1500m }] }
`;
const READERS = /(plan|manifest)-reader/;

describe.skipIf(missing)(`what the terminal does, on the page ${missing ?? ''}`, () => {
	const look = useBrowser();
	const world = useWorld(() => planWithPage());
	const call = (method: 'GET' | 'PUT', path: string, body?: object) =>
		adminAt(world().platform.adminUrl('dummy-splitter'))(method, path, body);
	const enter = async (viewing = {}) => {
		const viewer = await look(`${world().platform.url('web')}/operate`, viewing);
		const asked: string[] = [];
		viewer.page.on('request', (request) => asked.push(request.url()));
		await logIn(viewer.page, TOKEN);
		await isIn(viewer.page);
		return { ...viewer, readers: () => asked.filter((url) => READERS.test(url)) };
	};
	const openPlan = async () => {
		const viewer = await enter();
		const canary = panel(viewer.page, 'El canario');
		await canary.getByRole('button', { name: 'Empezar un canario' }).click();
		return { ...viewer, canary };
	};

	beforeEach(async () => {
		await call('PUT', '/split', { weights: { blue: 100, green: 0 }, reason: 'a beginning', by: 'bea' });
	});

	it('tells about how long a canary takes while its plan is written, and that nothing comes in', async () => {
		const { page, canary, complaints } = await openPlan();
		await canary.getByText(/^Ahora no entra nada/).waitFor();
		const running = world().load({ ratePerSecond: 100 });
		await canary.getByText(/Con \d+\.\d vacunaciones por segundo, como ahora,/).waitFor();
		const step = (number: number) => canary.getByRole('table').getByRole('row').nth(number);
		await canary.getByLabel('Pasos, en %').fill('50, 100');
		await canary.getByLabel('Cada paso dura al menos', { exact: true }).fill('600');
		await step(1)
			.getByText(/^unos 10 min$/)
			.waitFor();
		await canary.getByLabel('Pasos, en %').fill('1, 100');
		await canary.getByLabel('Cada paso dura al menos', { exact: true }).fill('1');
		await canary.getByLabel('Paciencia si no se sabe', { exact: true }).fill('0.1');
		await step(1)
			.getByText(/, por: .+; detenido tras 7 s$/)
			.waitFor();
		await canary.getByText(/alguien lo hace seguir donde queda detenido/).waitFor();
		await canary.getByLabel('Errores: a lo más').fill('much');
		await canary.getByText('expected a share such as 2%').waitFor();
		await running.stop();
		expect(await accessibilityProblems(page)).toEqual([]);
		expect(complaints).toEqual([]);
	});

	it('takes a plan from a file, says what is wrong with it by line and column, and begins it', async () => {
		const { page, canary, complaints } = await openPlan();
		await canary.getByRole('button', { name: 'El plan como texto o de un archivo' }).click();
		const [chooser] = await Promise.all([
			page.waitForEvent('filechooser'),
			canary.getByRole('button', { name: 'Elegir un archivo' }).click(),
		]);
		const plan = 'to: green\nsteps: [50, 30]\nchecks: {}\nevery: 1h\n';
		await chooser.setFiles({ name: 'plan.yaml', mimeType: 'text/yaml', buffer: Buffer.from(plan) });
		await canary.getByText('expected more than the step before').waitFor();
		await canary.getByRole('button', { name: 'línea 2, columna 13' }).press('Enter');
		const text = canary.getByLabel('Plan (YAML o JSON)');
		expect(await text.evaluate('document.activeElement.selectionStart')).toBe(plan.indexOf('30]'));
		await text.fill(plan.replace('30', '60'));
		await canary.getByText('No se comprueba nada: solo decide el tiempo.').waitFor();
		expect(await accessibilityProblems(page)).toEqual([]);
		await canary.getByLabel('Motivo').fill('from a file');
		await canary.getByRole('button', { name: 'Empezar hacia verde' }).click();
		await headline(page, 'Azul 50 %, verde 50 %');
		await canary.getByLabel('Motivo').fill('enough');
		await canary.getByRole('button', { name: 'Abortar y volver' }).click();
		await headline(page, 'Azul 100 %, verde 0 %');
		expect(complaints).toEqual([]);
	});

	it('moves the weights in steps, holds the page meanwhile, and ends at whoever else changes them', async () => {
		const { page, complaints } = await enter();
		const set = weights(page);
		await set.getByRole('button', { name: 'Mover los pesos en pasos' }).click();
		await set.getByLabel('Hasta').fill('40');
		await set.getByLabel('Cada paso').fill('20');
		await set.getByLabel('Pausa entre pasos', { exact: true }).fill('1');
		await set.getByText('Verde irá a 20, 40 %, en 0:01.').waitFor();
		await set.getByLabel('Motivo').last().fill('slowly');
		await page.keyboard.press('Enter');
		await set.getByText(/^Llegó: azul 60 %, verde 40 %/).waitFor();
		const { changes } = (await call('GET', '/split/history')) as SplitHistoryPage;
		expect(changes.slice(0, 2).map(({ reason, by }) => [reason, by])).toEqual([
			['slowly (step 2 of 2 to green 40 %)', 'local'],
			['slowly (step 1 of 2 to green 40 %)', 'local'],
		]);
		await set.getByRole('button', { name: 'Entendido' }).click();
		await set.getByRole('button', { name: 'Mover los pesos en pasos' }).click();
		await set.getByLabel('Hasta').fill('100');
		await set.getByLabel('Motivo').last().fill('slowly');
		await page.keyboard.press('Enter');
		await set.getByText('paso 1 de 6').waitFor();
		// another view does not end it, and leaving the page is asked about
		await page.getByRole('link', { name: 'Tráfico' }).click();
		const asked = page.waitForEvent('dialog');
		const left = page.close({ runBeforeUnload: true });
		const dialog = await asked;
		expect(dialog.type()).toBe('beforeunload');
		await dialog.dismiss();
		await left;
		await page.getByRole('link', { name: 'Operar' }).click();
		expect(await accessibilityProblems(page)).toEqual([]);
		await call('PUT', '/split', { weights: { blue: 80, green: 20 }, reason: 'green is slow', by: 'bea' });
		await set.getByText('Terminó en azul 50 %, verde 50 %').waitFor();
		await set.getByText('green is slow').waitFor();
		expect(((await call('GET', '/split')) as SplitState).weights).toEqual({ blue: 80, green: 20 });
		expect(complaints).toEqual([]);
	});

	it('leaves the weights where they are when a ramp is stopped', async () => {
		const { page } = await enter();
		const set = weights(page);
		await set.getByRole('button', { name: 'Mover los pesos en pasos' }).click();
		await set.getByLabel('Motivo').last().fill('slowly');
		await set.getByRole('button', { name: 'Empezar', exact: true }).click();
		await set.getByText('paso 1 de 10').waitFor();
		// the focus has stayed nearby
		await page.keyboard.press('Tab');
		await page.keyboard.press('Enter');
		await set.getByText(/^Detenido: los pesos se quedan en azul 90 %, verde 10 %/).waitFor();
		expect(((await call('GET', '/split')) as SplitState).weights).toEqual({ blue: 90, green: 10 });
	});

	it('finds what is wrong with manifests, goes there, and converts them', async () => {
		const { page, complaints, readers } = await enter();
		expect(readers()).toEqual([]);
		const manifests = panel(page, 'Manifiestos');
		await manifests.getByRole('button', { name: 'Revisar y convertir manifiestos' }).click();
		await manifests.getByText(/^Pegue un manifiesto/).waitFor();
		expect(readers()).toHaveLength(1);
		const text = manifests.getByLabel(/^TrafficSplit, HTTPRoute/);
		await text.fill(SPLIT);
		await manifests.getByText('Repartos: 1; errores: 0; avisos: 2.').waitFor();
		await manifests
			.getByRole('list', { name: 'Lo que se encontró' })
			.getByText('unit-as-text')
			.first()
			.waitFor();
		await manifests.getByRole('button', { name: 'línea 4' }).first().press('Enter');
		expect(await text.evaluate('document.activeElement.selectionStart')).toBe(SPLIT.indexOf('spec:'));
		await manifests.getByText(/none is known for old of front/).waitFor();
		await manifests.getByLabel('Puerto').fill('3050');
		const route = manifests.getByLabel('En gateway/v1');
		expect(await route.inputValue()).toContain('weight: 1500');
		await manifests.getByText(/weights 0\.5:1\.5, written as 500:1500/).waitFor();
		await manifests.getByLabel('Convertir a').selectOption('smi/v1alpha2');
		expect(await manifests.getByLabel('En smi/v1alpha2').inputValue()).toMatch(
			/^apiVersion: split\.smi-spec/,
		);
		await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
		await manifests.getByRole('button', { name: 'Copiar' }).click();
		await manifests.getByText('Copiado').waitFor();
		expect(await page.evaluate('navigator.clipboard.readText()')).toContain('weight: 1500');
		await text.fill('kind: [');
		await manifests.getByText('unreadable').waitFor();
		expect(complaints).toEqual([]);
	});

	it.each([
		['es-GT', 'light'],
		['en-US', 'dark'],
	] as const)('has no barrier and no overflow in %s, in the %s theme', async (locale, colorScheme) => {
		const { page, complaints } = await enter({ locale, colorScheme });
		await isLive(page);
		for (const name of [/^(Mover|Move) /, /^(Empezar un|Start a) /, /^(Revisar y|Check and) /]) {
			await page.getByRole('button', { name }).click();
		}
		await page.getByRole('button', { name: /^(El plan como|The plan as) / }).click();
		await page.getByRole('button', { name: /(cauto|careful)/i }).click();
		await page.getByRole('button', { name: /^(Poner un ejemplo|Put in)/ }).click();
		await page.getByText('unit-as-text').first().waitFor();
		expect(await accessibilityProblems(page)).toEqual([]);
		for (const width of [320, 375, 800, 1_920]) expect(await overflowAt(page, width)).toBe(0);
		if (process.env.CANARIO_SCREENSHOTS) await shoot(page, `As-terminal-${colorScheme}`);
		expect(complaints).toEqual([]);
	});
});
