import { resolve } from 'node:path';
import type { Page } from 'playwright-core';
import type { Complaint } from './browser.ts';
import { builtPage } from './built-page.ts';
import type { Environment, InstanceName } from './instances.ts';
import { panel } from './page.ts';
import { lastingPort } from './ports.ts';

const ARTEFACTS = resolve(import.meta.dirname, '../../.canario-artefacts');
const WIDTHS = [360, 1_280, 1_920] as const;

/** What a browser says by itself of an answer that a person is told of. */
export const isRefusal = ({ text }: Complaint): boolean => /(401|409|429|502)/.test(text);

/** A platform with a canary controller and a page on which operators work; `env` is beside what that needs. */
export async function planWithPage(env: Readonly<Partial<Record<InstanceName, Environment>>> = {}) {
	const adminPort = await lastingPort();
	const web = { WEB_ROOT: await builtPage(), OPERATE_URL: `http://127.0.0.1:${adminPort}`, ...env.web };
	return { more: ['web', 'canary-controller'] as const, adminPort, env: { ...env, web } };
}

/** Pastes a token where the view Operate asks for one. */
export async function logIn(page: Page, token: string): Promise<void> {
	await page.getByLabel('Token').fill(token);
	await page.keyboard.press('Enter');
}

/** Resolves when somebody is logged in. */
export const isIn = (page: Page): Promise<void> =>
	page.getByRole('region', { name: /^(Sesión|Session)$/ }).waitFor();

/** The part of the view in which the weights are shifted. */
export const weights = (page: Page) => panel(page, 'Los pesos');

/** Resolves when the view's headline says so. */
export const headline = (page: Page, text: string): Promise<void> =>
	page.getByRole('heading', { level: 1, name: text }).waitFor();

/** Keeps pictures of the whole view at the widths that it is made for. */
export async function shoot(page: Page, name: string): Promise<void> {
	for (const width of WIDTHS) {
		await page.setViewportSize({ width, height: 900 });
		await page.screenshot({ path: resolve(ARTEFACTS, `${name}-${width}.png`), fullPage: true });
	}
}
