import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, onTestFailed, onTestFinished } from 'vitest';

/** Why no test can look at a page here, if none can. */
export const MISSING_BROWSER = process.env.CANARIO_MISSING_CHROMIUM;

/** Screenshots; outside git. */
const ARTEFACTS = resolve(import.meta.dirname, '../../.canario-artefacts');

const FLAGS = [
	// as root in a container there is no other way
	'--no-sandbox',
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
	// a page that needs anything from elsewhere fails here
	'--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost',
] as const;

/** Something that a page must not do. `csp`: what its own policy forbids; `request`: one that got no answer or ≥ 400. */
export interface Complaint {
	readonly kind: 'console' | 'error' | 'csp' | 'request';
	readonly text: string;
}

/** A page that somebody looks at. */
export interface Viewer {
	readonly page: Page;
	/** All that went wrong on it so far. */
	readonly complaints: readonly Complaint[];
	/** Keeps a picture of the whole page as `.canario-artefacts/NAME.png`. */
	screenshot(name: string): Promise<void>;
}

export interface Viewing extends BrowserContextOptions {
	/** What the page keeps between visits, such as the theme. */
	readonly localStorage?: Readonly<Record<string, string>>;
}

/** Starts one Chromium for the tests of this file and ends it after them. Gives the way to look at a page. */
export function useBrowser(): (url: string, viewing?: Viewing) => Promise<Viewer> {
	let browser: Browser | undefined;
	beforeAll(async () => {
		browser = await chromium.launch({
			executablePath: process.env.CANARIO_CHROMIUM ?? 'chromium',
			headless: true,
			args: [...FLAGS],
		});
	});
	afterAll(async () => {
		await browser?.close();
	});
	return async (url, viewing) => {
		if (browser === undefined) throw new Error('the browser has not begun');
		return look(browser, url, viewing);
	};
}

/** Opens a page as a new visitor; it is closed when the test is over, and kept as a picture when that failed. */
async function look(browser: Browser, url: string, viewing: Viewing = {}): Promise<Viewer> {
	const { localStorage = {}, ...options } = viewing;
	const context = await browser.newContext({ locale: 'es-GT', ...options });
	const page = await context.newPage();
	const complaints: Complaint[] = [];
	await listen(page, complaints);
	const kept = JSON.stringify(Object.entries(localStorage));
	await page.addInitScript(`for (const [key, value] of ${kept}) window.localStorage.setItem(key, value);`);
	const screenshot = async (name: string) => {
		await mkdir(ARTEFACTS, { recursive: true });
		await page.screenshot({ path: join(ARTEFACTS, `${name}.png`), fullPage: true });
	};
	let failed = false;
	onTestFailed(() => {
		failed = true;
		for (const { kind, text } of complaints) console.log(`${kind}: ${text}`);
	});
	onTestFinished(async ({ task }) => {
		if (failed || task.result?.state === 'fail') await screenshot(`failed-${task.name.replace(/\W+/g, '-')}`);
		await context.close();
	});
	await page.goto(url, { waitUntil: 'load' });
	return { page, complaints, screenshot };
}

const CSP = 'csp violation: ';

/** Runs in the page, before anything of its own. */
const TELL_CSP = `document.addEventListener('securitypolicyviolation', (event) => {
	console.error('${CSP}' + [event.effectiveDirective, event.blockedURI, event.sourceFile].join(' '));
});`;

async function listen(page: Page, complaints: Complaint[]): Promise<void> {
	const complain = (kind: Complaint['kind'], text: string) => complaints.push({ kind, text });
	page.on('console', (message) => {
		const text = message.text();
		if (text.startsWith(CSP)) complain('csp', text.slice(CSP.length));
		else if (message.type() === 'error' || message.type() === 'warning') complain('console', text);
	});
	page.on('pageerror', (error) => complain('error', error.stack ?? error.message));
	page.on('requestfailed', (request) => {
		const why = request.failure()?.errorText;
		// a page may take back what it asked for; what was refused is heard of below
		if (why !== 'net::ERR_ABORTED') complain('request', `${request.url()}: ${why}`);
	});
	page.on('response', (response) => {
		if (response.status() >= 400) complain('request', `${response.url()}: ${response.status()}`);
	});
	await page.addInitScript(TELL_CSP);
}
