import { type RefObject, useEffect, useRef, useState } from 'react';
import { useConnectionPhase, useFeed, useStats } from '../../../feed/use-feed.ts';
import { Fork } from '../../../fork/fork.ts';
import type { Layout } from '../../../fork/layout.ts';
import { chooseStep, USUAL_STEP_MS } from '../../../fork/scale.ts';
import { useReducedMotion } from '../../../settings/reduced-motion.ts';
import { useShownTheme } from '../../../settings/theme.ts';

interface Picture {
	readonly box: RefObject<HTMLDivElement | null>;
	readonly river: RefObject<HTMLCanvasElement | null>;
	readonly particles: RefObject<HTMLCanvasElement | null>;
	/** Where things stand; undefined before the box has a size. */
	readonly layout: Layout | undefined;
	/** Milliseconds of a request's life in a second on the screen. */
	readonly stepMs: number;
}

/** Draws the fork on the two canvases that get its refs, as long as they are there. */
export function useFork(followed: string | undefined): Picture {
	const feed = useFeed();
	const box = useRef<HTMLDivElement>(null);
	const river = useRef<HTMLCanvasElement>(null);
	const particles = useRef<HTMLCanvasElement>(null);
	const [fork, setFork] = useState<Fork>();
	const [layout, setLayout] = useState<Layout>();
	const theme = useShownTheme();
	const still = useReducedMotion();
	const stepMs = useStep();
	const phase = useConnectionPhase();
	const asked = useStats(({ lanes }) => lanes.blue.asked);
	const observed = useStats(({ lanes }) => lanes.blue.observed);

	useEffect(() => {
		if (!(box.current && river.current && particles.current)) return;
		const made = new Fork({ river: river.current, particles: particles.current }, USUAL_STEP_MS);
		const stopWatching = feed.watchRequests((requests) => made.take(requests));
		const sizes = new ResizeObserver(([entry]) => {
			if (entry) setLayout(made.resize(entry.contentRect.width, entry.contentRect.height));
		});
		sizes.observe(box.current);
		setFork(made);
		return () => {
			stopWatching();
			sizes.disconnect();
			made.stop();
		};
	}, [feed]);

	useEffect(() => fork?.dress(), [fork, theme]);
	useEffect(() => fork?.setStill(still), [fork, still]);
	useEffect(() => {
		if (phase === 'reconnecting' || phase === 'offline') fork?.empty();
	}, [fork, phase]);
	useEffect(() => fork?.pace(stepMs), [fork, stepMs]);
	useEffect(() => fork?.follow(followed ?? ''), [fork, followed]);
	useEffect(() => {
		if (asked !== undefined) fork?.show({ askedBlue: asked, observedBlue: observed });
	}, [fork, asked, observed]);
	return { box, river, particles, layout, stepMs };
}

/** The scale by the slowest p95 that stands at a last gate. */
function useStep(): number {
	const blue = useStats(({ lanes }) => lanes.blue.ack.p95);
	const green = useStats(({ lanes }) => lanes.green.durable.p95);
	const last = useRef<number>(undefined);
	const stepMs = chooseStep([blue, green], last.current);
	useEffect(() => {
		last.current = blue === undefined && green === undefined ? undefined : stepMs;
	});
	return stepMs;
}
