import { DEPARTMENTS } from '@canario/contracts/departments';
import { openRecordStore } from '@canario/stores/open-record-store';
import type { Page } from 'playwright-core';
import { describe, expect, it, vi } from 'vitest';
import { type Complaint, MISSING_BROWSER, useBrowser } from '../src/browser.ts';
import { builtPage } from '../src/built-page.ts';
import {
	accessibilityProblems,
	connection,
	figureOf,
	figuresIn,
	isLive,
	overflowAt,
	panel,
	VIEWS,
} from '../src/page.ts';
import { MISSING_STORES } from '../src/stores.ts';
import { useWorld } from '../src/world.ts';

const missing = MISSING_STORES ?? MISSING_BROWSER;

/** What a browser itself says of a feed that is away. */
const tellsOfAbsence = ({ text }: Complaint) => /WebSocket connection|ERR_CONNECTION_REFUSED/.test(text);

describe.skipIf(missing)(`the page ${missing ?? ''}`, () => {
	const look = useBrowser();
	const world = useWorld(async () => ({ more: ['web'], env: { web: { WEB_ROOT: await builtPage() } } }));
	const at = (path: string) => `${world().platform.url('web')}${path}`;

	it('says that there is no traffic yet, and nothing that is wrong', async () => {
		const { page, complaints } = await look(at('/'));
		await isLive(page);
		await page.getByRole('heading', { level: 1, name: 'Todavía no hay vacunaciones registradas' }).waitFor();
		expect(complaints).toEqual([]);
	});

	it('shows the numbers of the record store', async () => {
		const running = world().load();
		const { page, complaints } = await look(at('/'));
		await isLive(page);
		await running.acknowledges(400);
		await running.stop();
		await world().keepsPromises();
		const stored = await storedFigures(world().stores.mongoUrl);
		await vi.waitFor(async () => expect(await peopleOn(page)).toEqual(stored.people), { timeout: 10_000 });
		await page.getByRole('link', { name: 'Tráfico' }).click();
		await vi.waitFor(async () => expect(await booksOn(page)).toEqual(stored.books), { timeout: 10_000 });
		await panel(page, 'El libro').getByText('Cuadra').waitFor();
		expect(complaints).toEqual([]);
	});

	it('shows a shift of the weights in less than 3 s', async () => {
		const { load, split } = world();
		const running = load();
		await split({ blue: 1, green: 1 });
		const { page } = await look(at('/traffic'));
		await page.getByRole('heading', { level: 1, name: /^50 % por azul, 50 % por verde/ }).waitFor();
		await running.acknowledges(50);
		const startedMs = performance.now();
		await split({ blue: 1, green: 9 });
		await page.getByRole('heading', { level: 1, name: /^10 % por azul, 90 % por verde/ }).waitFor();
		expect(performance.now() - startedMs).toBeLessThan(3_000);
		await page.waitForFunction('document.title.startsWith("●10 ◆90")', undefined, { timeout: 3_000 });
		await running.stop();
	});

	it('says that it reconnects when the feed is killed, keeps its figures, and recovers', async () => {
		const { platform, load } = world();
		const { page, complaints } = await look(at('/'));
		await isLive(page);
		const before = await figureOf(page, 'Dosis en total');
		await platform.kill('realtime-ws');
		await connection(page).and(page.getByText('reconectando')).waitFor({ timeout: 5_000 });
		await page
			.getByText(/^Detenido: últimos datos/)
			.first()
			.waitFor();
		expect(await figureOf(page, 'Dosis en total')).toBe(before);
		expect(await page.title()).toMatch(/^reconectando/);
		await platform.start('realtime-ws');
		const running = load();
		await isLive(page);
		await running.acknowledges(50);
		await running.stop();
		await world().keepsPromises();
		const stored = await storedFigures(world().stores.mongoUrl);
		await vi.waitFor(async () => expect(await peopleOn(page)).toEqual(stored.people), { timeout: 10_000 });
		expect(complaints.filter((complaint) => !tellsOfAbsence(complaint))).toEqual([]);
	});

	it('says how old its data is while Redis is away, and goes on afterwards', async () => {
		const { stores } = world();
		const { page, complaints } = await look(at('/'));
		await isLive(page);
		await stores.redis.kill('SIGKILL');
		await connection(page).and(page.getByText('datos viejos')).waitFor({ timeout: 15_000 });
		await stores.redis.restart();
		await isLive(page);
		expect(complaints).toEqual([]);
	});

	it.each(VIEWS)(
		'at $path has no barrier, no overflow and no complaint, in both themes and languages',
		async (view) => {
			const running = world().load({ ratePerSecond: 40 });
			for (const [language, theme] of [
				['es', 'light'],
				['en', 'dark'],
			] as const) {
				const locale = language === 'es' ? 'es-GT' : 'en-US';
				const { page, complaints, screenshot } = await look(at(view.path), { locale, colorScheme: theme });
				await isLive(page);
				const tab = page.getByRole('navigation').getByRole('link', { name: view[language] });
				expect(await tab.getAttribute('aria-current')).toBe('page');
				expect(await page.locator('html').getAttribute('lang')).toMatch(language);
				await running.acknowledges(20);
				expect(await accessibilityProblems(page)).toEqual([]);
				if (process.env.CANARIO_SCREENSHOTS) await screenshot(`${view.en}-${theme}-1280`);
				const overflows = [await overflowAt(page, 320), await overflowAt(page, 360)];
				expect(overflows).toEqual([0, 0]);
				if (process.env.CANARIO_SCREENSHOTS) await screenshot(`${view.en}-${theme}-360`);
				expect(await accessibilityProblems(page)).toEqual([]);
				expect(complaints).toEqual([]);
			}
			await running.stop();
		},
	);

	it('finds all records that a filter asks for, page by page, at addresses that can be shared', async () => {
		await world().keepsPromises();
		const { people } = await storedFigures(world().stores.mongoUrl);
		const { page, complaints } = await look(at('/records'));
		const log = panel(page, 'Vacunaciones guardadas');
		const doses = log.locator('tbody tr:has(th)').locator('[data-column=dose]');
		const older = page.getByRole('button', { name: 'Más viejas' });
		await page.getByRole('form', { name: 'Filtros' }).getByLabel('Número de dosis').selectOption('3.ª');
		const found: string[] = [];
		for (let turn = 1; ; turn++) {
			await log.locator('[data-old=false]').waitFor();
			await page.waitForURL(turn === 1 ? /\?dose=3$/ : /dose=3.*cursor=/);
			found.push(...(await doses.allTextContents()));
			if (!(await older.isEnabled({ timeout: 1_000 }).catch(() => false))) break;
			const before = page.url();
			await older.click();
			await page.waitForURL((url) => url.href !== before);
		}
		expect(found).toHaveLength(people.numbers[2] ?? -1);
		expect(found.filter((dose) => !dose.includes('3.ª'))).toEqual([]);
		const shared = await look(page.url());
		const rows = (of: Page) => panel(of, 'Vacunaciones guardadas').getByRole('rowheader').allTextContents();
		await expect.poll(() => rows(shared.page)).toEqual(await rows(page));
		expect([...complaints, ...shared.complaints]).toEqual([]);
	});

	it('changes its language and its theme by a button, and keeps them', async () => {
		const { page } = await look(at('/'));
		await page.getByRole('button', { name: /Switch to English/ }).click();
		await page.getByRole('button', { name: /Change to light/ }).click();
		await page.getByRole('button', { name: /Change to dark/ }).click();
		await page.reload();
		await page.getByRole('link', { name: 'How it works' }).waitFor();
		expect(await page.locator('html').getAttribute('data-theme')).toBe('dark');
	});

	it('says at an address that is none that nothing is there', async () => {
		const { page } = await look(at('/nowhere'));
		await page.getByRole('heading', { level: 1, name: 'Aquí no hay nada' }).waitFor();
		expect((await fetch(at('/nowhere'), { headers: { accept: 'text/html' } })).status).toBe(404);
	});

	it.each([
		[
			'blue',
			{ blue: 1, green: 0 },
			['recibida', 'le tocó azul', 'en gRPC', 'en disco', 'respondida', 'contada'],
		],
		[
			'green',
			{ blue: 0, green: 1 },
			['recibida', 'le tocó verde', 'respondida', 'en el flujo', 'en disco', 'contada'],
		],
	] as const)(
		'follows a vaccination through the %s lane until it is counted',
		async (_lane, weights, way) => {
			const { split } = world();
			await split(weights);
			const { page, complaints } = await look(at('/traffic'));
			await isLive(page);
			const follow = panel(page, 'Seguir una vacunación');
			await follow.getByLabel('Departamento').selectOption({ label: 'Petén' });
			await follow.getByRole('button', { name: 'Enviar y seguir' }).click();
			const hops = follow.getByRole('list', { name: 'Su camino' }).getByRole('listitem');
			const seen = async () => (await hops.locator('span').allTextContents()).map((text) => text.trim());
			await expect.poll(async () => new Set(await seen()), { timeout: 10_000 }).toEqual(new Set(way));
			expect(complaints).toEqual([]);
		},
	);

	it('counts what visitors sent apart from everything else', async () => {
		const { page } = await look(at('/'));
		await isLive(page);
		const before = await figureOf(page, 'Dosis en total');
		await page.getByRole('checkbox', { name: 'Sumar las pruebas de visitantes (2)' }).check();
		await vi.waitFor(async () => expect(await figureOf(page, 'Dosis en total')).toBe(before + 2));
	});
});

/** Doses by number and by department, and what the lanes stored, as the view Vaccination and Traffic write them. */
async function storedFigures(recordsUrl: string) {
	const store = await openRecordStore(recordsUrl, { timeoutMs: 5_000 });
	try {
		const groups = await store.groups(Number.MAX_SAFE_INTEGER);
		const sum = (wanted: (group: (typeof groups)[number]) => boolean) =>
			groups.filter(wanted).reduce((total, { count }) => total + count, 0);
		const places = DEPARTMENTS.map(({ code, name }) => {
			const dose = (number: number) => sum((one) => one.department === code && one.n_dose === number);
			return [name, [dose(1), dose(2)]] as const;
		});
		const lane = (name: string) => sum((one) => one.lane === name);
		return {
			people: {
				first: sum((one) => one.n_dose === 1),
				complete: sum((one) => one.n_dose === 2),
				all: sum(() => true),
				numbers: [1, 2, 3].map((number) => sum((one) => one.n_dose === number)),
				places: Object.fromEntries(places),
			},
			books: {
				accepted: [lane('blue'), lane('green'), sum(() => true)],
				stored: [lane('blue'), lane('green'), sum(() => true)],
			},
		};
	} finally {
		await store.close();
	}
}

async function peopleOn(page: Page) {
	const numbers = await figuresIn(page, 'Por número de dosis');
	const places = await figuresIn(page, 'Departamentos');
	return {
		first: await figureOf(page, 'Con primera dosis'),
		complete: await figureOf(page, 'Con esquema completo'),
		all: await figureOf(page, 'Dosis en total'),
		numbers: [1, 2, 3].map((number) => numbers.get(`${number}.ª dosis`)?.[1]),
		places: Object.fromEntries(DEPARTMENTS.map(({ name }) => [name, places.get(name)?.slice(1)])),
	};
}

async function booksOn(page: Page) {
	const books = await figuresIn(page, 'El libro');
	return { accepted: books.get('Aceptadas'), stored: books.get('Guardadas') };
}
