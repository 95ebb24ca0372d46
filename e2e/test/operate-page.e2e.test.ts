import type { SplitState } from '@canario/contracts/split-change';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { MISSING_BROWSER, useBrowser } from '../src/browser.ts';
import { adminAt } from '../src/client.ts';
import { type IdentityProvider, startIdentityProvider } from '../src/identity-provider.ts';
import { TOKEN } from '../src/instances.ts';
import { headline, isIn, isRefusal, logIn, planWithPage, shoot, weights } from '../src/operate-page.ts';
import { accessibilityProblems, isLive, overflowAt, panel } from '../src/page.ts';
import { MISSING_STORES } from '../src/stores.ts';
import { useWorld } from '../src/world.ts';

const missing = MISSING_STORES ?? MISSING_BROWSER;

describe.skipIf(missing)(`the view Operate ${missing ?? ''}`, () => {
	const look = useBrowser();
	let provider: IdentityProvider | undefined;
	const world = useWorld(async () => {
		provider = await startIdentityProvider({
			...{ subject: 'carla', role: 'operator', audience: 'canario', clientId: 'the-page' },
		});
		const oidc = { OIDC_ISSUER: provider.issuer, OIDC_AUDIENCE: 'canario' };
		return await planWithPage({ web: { ...oidc, OIDC_CLIENT_ID: 'the-page' }, 'dummy-splitter': oidc });
	});
	afterAll(() => provider?.close());

	const call = (method: 'GET' | 'PUT' | 'POST' | 'DELETE', path: string, body?: object) =>
		adminAt(world().platform.adminUrl('dummy-splitter'))(method, path, body);
	const split = async () => (await call('GET', '/split')) as SplitState;
	const begin = (blue: number, green: number) =>
		call('PUT', '/split', { weights: { blue, green }, reason: 'a beginning', by: 'bea' });
	const at = (path: string) => `${world().platform.url('web')}${path}`;
	/** The view with somebody logged in by a token. */
	const enter = async (token = TOKEN, viewing = {}) => {
		const viewer = await look(at('/operate'), viewing);
		await logIn(viewer.page, token);
		await isIn(viewer.page);
		return viewer;
	};
	const give = async (name: string, role: string) =>
		((await call('POST', '/tokens', { name, role })) as { readonly token: string }).token;

	beforeEach(async () => {
		await begin(50, 50);
	});

	it('lets nobody in with a wrong token, says so, and keeps a good one in memory only', async () => {
		const { page, complaints } = await look(at('/'));
		await page.getByRole('navigation').getByRole('link', { name: 'Operar' }).click();
		await logIn(page, 'canario_wrong');
		await page.getByRole('alert').getByText('El token no vale aquí').waitFor();
		await logIn(page, TOKEN);
		await headline(page, 'Azul 50 %, verde 50 %');
		await page.getByText('local, administrar').waitFor();
		const kept = 'JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie])';
		expect(await page.evaluate(kept)).not.toContain(TOKEN);
		await page.getByRole('link', { name: 'Tráfico' }).click();
		await page.getByRole('link', { name: 'Operar' }).click();
		await headline(page, 'Azul 50 %, verde 50 %');
		await page.getByRole('button', { name: 'Salir' }).click();
		await page.getByLabel('Token').waitFor();
		await logIn(page, TOKEN);
		await headline(page, 'Azul 50 %, verde 50 %');
		await page.reload();
		await page.getByLabel('Token').waitFor();
		expect(complaints.filter((complaint) => !isRefusal(complaint))).toEqual([]);
	});

	it('shifts the weights by the keyboard alone, tells that the traffic follows, and takes it back', async () => {
		const running = world().load();
		const { page, complaints } = await enter();
		const set = weights(page);
		await set.getByRole('slider', { name: 'Porcentaje de verde' }).focus();
		for (const key of ['PageUp', 'ArrowRight', 'ArrowRight', 'ArrowLeft']) await page.keyboard.press(key);
		const [blue, green] = [
			set.getByLabel('Porcentaje de azul', { exact: true }),
			set.getByLabel('Porcentaje de verde', { exact: true }),
		];
		expect([await blue.inputValue(), await green.inputValue()]).toEqual(['39', '61']);
		await blue.fill('25');
		expect(await green.inputValue()).toBe('75');
		await blue.press('PageUp');
		await blue.press('ArrowDown');
		expect([await blue.inputValue(), await green.inputValue()]).toEqual(['34', '66']);
		await blue.press('Enter');
		await set.getByText('Escriba por qué').waitFor();
		expect((await split()).weights).toEqual({ blue: 50, green: 50 });
		await page.keyboard.type('green is new');
		await page.keyboard.press('Enter');
		await headline(page, 'Azul 34 %, verde 66 %');
		await set
			.getByRole('status')
			.getByText(/El tráfico sigue: verde \d\d\.\d % de/)
			.waitFor();
		expect(await split()).toMatchObject({
			weights: { blue: 34, green: 66 },
			reason: 'green is new',
			by: 'local',
		});
		const back = set.getByRole('button', { name: 'Volver a 50 : 50' });
		await back.press('Enter');
		// it asks why, and goes there
		await page.keyboard.type('green is slow');
		expect((await split()).reason).toBe('green is new');
		await back.press('Enter');
		await headline(page, 'Azul 50 %, verde 50 %');
		expect(await split()).toMatchObject({
			weights: { blue: 50, green: 50 },
			kind: 'undo',
			reason: 'green is slow',
		});
		await panel(page, 'Historia de los pesos').getByRole('row').nth(1).getByText('deshecho').waitFor();
		await running.stop();
		expect(complaints).toEqual([]);
	});

	it('refuses what was meant for other weights, shows both, and loses nothing that was typed', async () => {
		const { page } = await enter();
		const set = weights(page);
		await set.getByLabel('Porcentaje de verde', { exact: true }).fill('70');
		await set.getByLabel('Motivo').fill('mine');
		const { version } = await split();
		// nothing is heard of the other change before the button is pressed
		await page.route('**/operate/api/split', (route) =>
			route.request().method() === 'GET' ? route.abort() : route.continue(),
		);
		await call('PUT', '/split', { weights: { blue: 80, green: 20 }, reason: 'green is slow', by: 'bea' });
		await set.getByRole('button', { name: 'Poner 30 : 70' }).click();
		await set.getByText('Los pesos cambiaron mientras tanto. No se cambió nada.').waitFor();
		await page.unroute('**/operate/api/split');
		const meanwhile = set.getByRole('alert').filter({ hasText: 'Los pesos cambiaron mientras tanto' });
		await meanwhile.getByText(`${version + 1}: 50 : 50 → 80 : 20`).waitFor();
		await meanwhile.getByText('green is slow').waitFor();
		await meanwhile.getByText('Lo suyo: azul 30 %, verde 70 %.').waitFor();
		expect((await split()).version).toBe(version + 1);
		expect(await set.getByLabel('Motivo').inputValue()).toBe('mine');
		await meanwhile.getByRole('button', { name: 'Pedir lo mío de todos modos' }).click();
		await set.getByRole('button', { name: 'Poner 30 : 70' }).click();
		await headline(page, 'Azul 30 %, verde 70 %');
		expect(await split()).toMatchObject({ version: version + 2, reason: 'mine' });
	});

	it('has weights go back unless they are confirmed', async () => {
		const { page } = await enter();
		const set = weights(page);
		const shift = async (green: string) => {
			await set.getByLabel('Porcentaje de verde', { exact: true }).fill(green);
			await set.getByLabel('Motivo').fill('for a moment');
			await set.getByLabel('Después').selectOption({ label: 'vuelve, si nadie lo confirma' });
			await set.getByLabel('Vuelve después de', { exact: true }).fill('2');
			await set.getByLabel('Vuelve después de: unidad').selectOption('s');
			await page.keyboard.press('Tab');
			await set.getByRole('button', { name: /^Poner/ }).click();
		};
		await shift('90');
		await headline(page, 'Azul 10 %, verde 90 %');
		await headline(page, 'Azul 50 %, verde 50 %');
		expect((await split()).kind).toBe('revert');
		await shift('80');
		await set.getByRole('button', { name: 'Que se quede' }).click();
		await set.getByText(/^Confirmado en la versión/).waitFor();
		const stays = await split();
		expect(stays.weights).toEqual({ blue: 20, green: 80 });
		expect(stays).not.toHaveProperty('revertAtMs');
	});

	it('breaks a lane on purpose and mends it', async () => {
		const { page, complaints } = await enter();
		const faults = panel(page, 'Fallas a propósito');
		await faults.getByRole('button', { name: 'Descomponer un carril' }).click();
		await faults.getByLabel('Falla', { exact: true }).fill('10');
		await faults.getByLabel('Tarda más').fill('200');
		await faults.getByLabel('más o menos').fill('50');
		await faults.getByLabel('Motivo').fill('what do senders hear?');
		await faults.getByRole('button', { name: 'Descomponer', exact: true }).click();
		await faults.getByText('Hecho: verde está descompuesto; termina en 5:00.').waitFor();
		expect(await call('GET', '/faults')).toMatchObject({
			faults: [{ lane: 'green', errors: 0.1, delayMs: 200, jitterMs: 50, reason: 'what do senders hear?' }],
		});
		await faults.getByRole('button', { name: 'Terminar la de verde' }).click();
		await faults.getByText('Ningún carril tiene una falla.').waitFor();
		expect(await call('GET', '/faults')).toEqual({ faults: [] });
		expect(complaints).toEqual([]);
	});

	it('shows everything to a viewer, and lets them change nothing', async () => {
		const { page, complaints } = await enter(await give('vera', 'viewer'));
		await page.getByText('Con este token se ve todo y no se cambia nada.').waitFor();
		await panel(page, 'Historia de los pesos').getByRole('row').nth(1).waitFor();
		await panel(page, 'El canario').waitFor();
		expect(await page.getByRole('slider').count()).toBe(0);
		expect(await page.getByRole('textbox').count()).toBe(0);
		const buttons = await page.getByRole('main').getByRole('button').allTextContents();
		expect(buttons.filter((name) => name !== 'Más viejos')).toEqual([
			...['Salir', 'Revisar y convertir manifiestos'],
		]);
		expect(complaints).toEqual([]);
	});

	it('gives a token, shows it once, takes it back, and ends the session that it began', async () => {
		const { page } = await enter();
		const tokens = panel(page, 'Tokens');
		await tokens.getByRole('button', { name: 'Dar un token' }).click();
		await tokens.getByLabel('Nombre').fill('olga');
		await tokens.getByLabel('Papel').selectOption('operator');
		await tokens.getByRole('button', { name: 'Dar el token' }).click();
		const token = (await tokens.locator('code').textContent()) ?? '';
		const other = await enter(token);
		await other.page.getByText('olga, operar').waitFor();
		expect(await panel(other.page, 'Tokens').count()).toBe(0);
		await tokens.getByRole('button', { name: 'Ya lo tengo' }).click();
		await tokens.getByRole('button', { name: 'Revocar olga' }).click();
		await tokens.getByRole('button', { name: '¿Revocar olga? No se puede deshacer' }).click();
		await tokens.getByText('Hecho: el token de olga ya no vale.').waitFor();
		await other.page.getByText('La sesión terminó').waitFor();
		await logIn(other.page, token);
		await other.page.getByText('El token fue revocado.').waitFor();
	});

	it('signs in with an identity provider and leaves no trace of it in the address', async () => {
		const { page, complaints } = await look(at('/operate'));
		await page.getByRole('button', { name: /^Entrar con 127\.0\.0\.1/ }).click();
		await page.getByText('oidc:carla, operar').waitFor();
		expect(page.url()).toBe(at('/operate'));
		expect(await page.evaluate('sessionStorage.length')).toBe(0);
		expect(Object.fromEntries(provider?.asked() ?? [])).toMatchObject({
			...{ response_type: 'code', client_id: 'the-page', code_challenge_method: 'S256', audience: 'canario' },
		});
		const forged = await look(at('/operate?code=stolen&state=guessed'));
		await forged.page.getByText(/El proveedor de identidad no dejó entrar/).waitFor();
		expect(forged.page.url()).toBe(at('/operate'));
		expect(complaints).toEqual([]);
	});

	it('says that the entry is away, keeps what was known, and goes on when it is back', async () => {
		const { page } = await enter();
		await headline(page, 'Azul 50 %, verde 50 %');
		await world().platform.kill('dummy-splitter');
		await page.getByText(/^La entrada no responde; esto es lo último que se supo/).waitFor();
		await headline(page, 'Azul 50 %, verde 50 %');
		await world().platform.start('dummy-splitter');
		await page.getByText(/^La entrada no responde/).waitFor({ state: 'detached' });
		expect(await page.getByText('local, administrar').isVisible()).toBe(true);
	});

	it.each([
		['es-GT', 'light'],
		['en-US', 'dark'],
	] as const)('has no barrier and no overflow in %s, in the %s theme', async (locale, colorScheme) => {
		const before = await look(at('/operate'), { locale, colorScheme });
		await before.page.getByLabel('Token').waitFor();
		expect(await accessibilityProblems(before.page)).toEqual([]);
		expect(await overflowAt(before.page, 320)).toBe(0);
		await call('PUT', '/faults/green', { errors: 0.1, reason: 'for the picture' });
		const { page, complaints } = await enter(TOKEN, { locale, colorScheme });
		await isLive(page);
		await page.getByRole('slider').last().press('PageUp');
		expect(await accessibilityProblems(page)).toEqual([]);
		for (const width of [320, 360, 800, 1_920]) expect(await overflowAt(page, width)).toBe(0);
		if (process.env.CANARIO_SCREENSHOTS) await shoot(page, `Operate-${colorScheme}`);
		await page.setViewportSize({ width: 360, height: 740 });
		expect(await accessibilityProblems(page)).toEqual([]);
		await call('DELETE', '/faults');
		expect(complaints).toEqual([]);
	});
});
