import { type Layout, type Point, toPoint } from './layout.ts';
import type { Palette } from './palette.ts';
import type { Particle, Place } from './particle.ts';
import { middleAt, widthOf } from './river.ts';
import type { Simulation } from './simulation.ts';

/** Half the size of a particle and of the one that this viewer follows, CSS pixels. */
const SIZE_PX = 3.75;
const FOLLOWED_PX = 8;

/** Water below this width is too narrow to swim side by side in, CSS pixels. */
const NARROW_WATER_PX = 6;

/** How far a failed one drops, CSS pixels. */
const DROP_PX = 64;

type Context = CanvasRenderingContext2D;

/** Draws all particles of `simulation` at `nowMs`. It is made once and takes nothing from the heap for a frame. */
export class ParticleArtist {
	readonly #point: Point = { x: 0, y: 0 };
	readonly #context: Context;
	#layout: Layout;
	#palette: Palette;
	#askedBlue = 0.5;

	constructor(context: Context, layout: Layout, palette: Palette) {
		this.#context = context;
		this.#layout = layout;
		this.#palette = palette;
	}

	dress(layout: Layout, palette: Palette): void {
		this.#layout = layout;
		this.#palette = palette;
	}

	draw(simulation: Simulation, askedBlue: number, nowMs: number): void {
		this.#askedBlue = askedBlue;
		simulation.each(nowMs, this.#drawOne);
		this.#context.globalAlpha = 1;
	}

	readonly #drawOne = (particle: Particle, place: Place): void => {
		const { x, y } = this.#locate(particle, place);
		const context = this.#context;
		context.globalAlpha = place.along > 3 ? Math.max(0, 4 - place.along) : 1 - place.dropped;
		const size = this.#layout.grain * (particle.followed ? FOLLOWED_PX : SIZE_PX);
		context.beginPath();
		if (particle.lane === 'green' && place.along > 1) diamond(context, x, y, size * 1.35);
		else context.arc(x, y, place.along > 1 ? size : size * 0.8, 0, Math.PI * 2);
		this.#paint(particle, place);
	};

	#paint(particle: Particle, place: Place): void {
		const context = this.#context;
		const palette = this.#palette;
		if (particle.failed && place.dropped > 0) {
			context.lineWidth = 1.75;
			context.strokeStyle = palette.failure;
			context.stroke();
			return;
		}
		const lane = place.along > 1 && particle.lane !== undefined ? palette.lane[particle.lane] : palette.muted;
		context.fillStyle = particle.followed ? palette.canary : lane;
		context.fill();
		if (!particle.followed) return;
		context.lineWidth = 2;
		context.strokeStyle = palette.canaryOutline;
		context.stroke();
	}

	#locate(particle: Particle, place: Place): Point {
		const layout = this.#layout;
		const along = alongPx(layout, place.along);
		const lane = particle.lane ?? 'blue';
		const share = lane === 'blue' ? this.#askedBlue : 1 - this.#askedBlue;
		const room = Math.max(NARROW_WATER_PX, widthOf(layout, share) - 2 * layout.grain * SIZE_PX - 2);
		let across = middleAt(layout, lane, this.#askedBlue, along) + particle.spread * room;
		// Falls as things fall: ever faster.
		across += place.dropped * place.dropped * DROP_PX * layout.grain * layout.drop[lane];
		if (place.aside === 0) return toPoint(layout, along, across, this.#point);
		const part = place.aside * place.aside * (3 - 2 * place.aside);
		return toPoint(
			layout,
			along + (layout.tray.along - along) * part,
			across + (layout.tray.across - across) * part,
			this.#point,
		);
	}
}

/** Where `along` (Place) is on the picture, CSS pixels in the river's course. */
function alongPx(layout: Layout, along: number): number {
	const [first, second] = layout.gates;
	if (along < 1) return layout.split * along;
	if (along < 2) return layout.split + (first - layout.split) * (along - 1);
	if (along < 3) return first + (second - first) * (along - 2);
	return second + (layout.end - second) * (along - 3);
}

function diamond(context: Context, x: number, y: number, half: number): void {
	context.moveTo(x, y - half);
	context.lineTo(x + half, y);
	context.lineTo(x, y + half);
	context.lineTo(x - half, y);
	context.closePath();
}
