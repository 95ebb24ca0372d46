import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

/** The views by their addresses, with their names on the tabs. */
export const VIEWS = [
	{ path: '/', es: 'Vacunación', en: 'Vaccination' },
	{ path: '/traffic', es: 'Tráfico', en: 'Traffic' },
	{ path: '/records', es: 'Registros', en: 'Records' },
	{ path: '/how', es: 'Cómo funciona', en: 'How it works' },
] as const;

/** A part of a view, by its title. */
export const panel = (page: Page, title: string) => page.getByRole('region', { name: title, exact: true });

/** How the connection stands, as it is read aloud. */
export const connection = (page: Page) => page.getByRole('banner').getByRole('status');

/** Resolves when the page says that it is live, in either language. */
export async function isLive(page: Page): Promise<void> {
	await connection(page)
		.and(page.getByText(/^(en vivo|live)$/))
		.waitFor({ timeout: 20_000 });
}

/** A number as the page writes it, in es-GT or en: separators and units away; NaN where none stands. */
const numberOf = (text: string): number => Number.parseFloat(text.replaceAll(',', ''));

/** The rows of the table in a panel by their first cells; the others as numbers. */
export async function figuresIn(page: Page, title: string): Promise<Map<string, readonly number[]>> {
	const rows = await panel(page, title).locator('tbody tr').all();
	const read = rows.map(async (row) => {
		const [name = '', ...figures] = await row.locator('th, td').allTextContents();
		return [name.trim(), figures.map(numberOf)] as const;
	});
	return new Map(await Promise.all(read));
}

/** What stands beside a term of the view, as a number. */
export async function figureOf(page: Page, term: string): Promise<number> {
	const pair = page.locator('dl > div').filter({ has: page.getByText(term, { exact: true }) });
	return numberOf((await pair.locator('dd').first().textContent()) ?? '');
}

/** What stands against the page's accessibility, one line for each rule that it breaks. */
export async function accessibilityProblems(page: Page): Promise<readonly string[]> {
	// what is just fading in is not yet to be read
	await page.emulateMedia({ reducedMotion: 'reduce' });
	const { violations } = await new AxeBuilder({ page }).analyze();
	await page.emulateMedia({ reducedMotion: 'no-preference' });
	return violations.map(({ id, nodes }) => {
		const places = nodes
			.slice(0, 4)
			.map(({ target, any }) => `${target.join(' ')} (${any[0]?.message ?? ''})`);
		return `${id}: ${nodes.length}, such as ${places.join('; ')}`;
	});
}

/** How far the page can be pushed sideways at a width, pixels. */
export async function overflowAt(page: Page, width: number): Promise<number> {
	await page.setViewportSize({ width, height: 740 });
	// two frames, for what is laid out by a script
	await page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))');
	return page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
}
