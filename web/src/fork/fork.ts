import type { FeedRequests } from '@canario/contracts/feed';
import { drawMarks } from './draw-marks.ts';
import { ParticleArtist } from './draw-particles.ts';
import { drawRiver, type RiverState } from './draw-river.ts';
import { Glide } from './glide.ts';
import { type Layout, layoutOf } from './layout.ts';
import { readPalette } from './palette.ts';
import { contextOf, resizeSheets, type Sheets } from './sheets.ts';
import { Simulation } from './simulation.ts';
import { whileSeen } from './while-seen.ts';

/** How long the fork stays yellow after a change of the weights, ms. */
const CHANGED_MS = 4000;

/** The picture: takes what the feed tells and draws it until it is stopped. */
export class Fork {
	readonly #sheets: Sheets;
	readonly #simulation: Simulation;
	readonly #artist: ParticleArtist;
	readonly #asked = new Glide(0.5);
	readonly #observed = new Glide(0.5);
	readonly #stopSeeing: () => void;
	#layout: Layout = layoutOf(0, 0);
	#shares: RiverState | undefined;
	#changedMs = Number.NEGATIVE_INFINITY;
	#still = false;
	#frame = 0;
	#riverIsOld = true;

	constructor(sheets: Sheets, stepMs: number) {
		this.#sheets = sheets;
		this.#simulation = new Simulation(stepMs);
		this.#artist = new ParticleArtist(contextOf(sheets.particles), this.#layout, readPalette(sheets.river));
		this.#stopSeeing = whileSeen(sheets.river, (seen) => (seen ? this.#run() : this.#rest()));
	}

	/** Lays the picture out for a place of this size, CSS pixels. Returns where things stand. */
	resize(width: number, height: number): Layout {
		this.#layout = layoutOf(width, height);
		resizeSheets(this.#sheets, width, height);
		this.dress();
		return this.#layout;
	}

	/** Takes the theme's colours anew. */
	dress(): void {
		this.#artist.dress(this.#layout, readPalette(this.#sheets.river));
		this.#riverIsOld = true;
		this.#drawOnce();
	}

	/** Moves the fork to these shares. */
	show(shares: RiverState): void {
		const nowMs = performance.now();
		const before = this.#shares;
		const first = before === undefined;
		if (!first && before.askedBlue !== shares.askedBlue) this.#changedMs = nowMs;
		this.#shares = shares;
		this.#asked.moveTo(shares.askedBlue, nowMs, first || this.#still);
		this.#observed.moveTo(shares.observedBlue ?? shares.askedBlue, nowMs, first || this.#still);
		this.#riverIsOld = true;
		this.#drawOnce();
	}

	/** Lets single requests in; none while nobody sees the picture or nothing shall move. */
	take(batch: FeedRequests): void {
		if (this.#frame !== 0) this.#simulation.take(batch, performance.now());
	}

	/** Milliseconds of a request's life in a second on the screen, for those that come from now on. */
	pace(stepMs: number): void {
		this.#simulation.stepMs = stepMs;
	}

	follow(key: string): void {
		this.#simulation.follow(key);
	}

	/** Takes all requests off the picture: what becomes of them would not be heard. */
	empty(): void {
		this.#simulation.clear();
	}

	/** Where `still`, nothing moves: the picture is a diagram. */
	setStill(still: boolean): void {
		this.#still = still;
		if (still) this.#rest();
		else this.#run();
		this.#drawOnce();
	}

	stop(): void {
		this.#still = true;
		this.#rest();
		this.#stopSeeing();
	}

	#run(): void {
		if (this.#still || this.#frame !== 0) return;
		this.#frame = requestAnimationFrame(this.#onFrame);
	}

	#rest(): void {
		cancelAnimationFrame(this.#frame);
		this.#frame = 0;
		this.#simulation.clear();
		contextOf(this.#sheets.particles).clearRect(0, 0, this.#layout.width, this.#layout.height);
	}

	readonly #onFrame = (nowMs: number): void => {
		this.#frame = requestAnimationFrame(this.#onFrame);
		this.#drawRiver(nowMs);
		contextOf(this.#sheets.particles).clearRect(0, 0, this.#layout.width, this.#layout.height);
		this.#artist.draw(this.#simulation, this.#asked.at(nowMs), nowMs);
	};

	#drawOnce(): void {
		if (this.#frame === 0) this.#drawRiver(performance.now());
	}

	/** Draws the river where it has moved since. */
	#drawRiver(nowMs: number): void {
		// no room yet
		if (this.#layout.width === 0) return;
		const age = (nowMs - this.#changedMs) / CHANGED_MS;
		const moving = this.#asked.moving(nowMs) || this.#observed.moving(nowMs) || age < 1;
		if (!moving && !this.#riverIsOld) return;
		// One more frame after the last move, which draws where it came to rest.
		this.#riverIsOld = moving;
		const context = contextOf(this.#sheets.river);
		context.clearRect(0, 0, this.#layout.width, this.#layout.height);
		const pen = { context, layout: this.#layout, palette: readPalette(this.#sheets.river) };
		const askedBlue = this.#asked.at(nowMs);
		const changed = Math.max(0, 1 - age);
		const observedBlue = this.#shares?.observedBlue === undefined ? undefined : this.#observed.at(nowMs);
		drawRiver(pen, { askedBlue, observedBlue });
		drawMarks(pen, askedBlue, changed);
	}
}
