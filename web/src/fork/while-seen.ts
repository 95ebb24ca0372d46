/** Tells `onChange` whether somebody can see `element`, now and at every change; returns what ends that. */
export function whileSeen(element: Element, onChange: (seen: boolean) => void): () => void {
	let onScreen = false;
	let seen: boolean | undefined;
	const tell = () => {
		const now = onScreen && document.visibilityState === 'visible';
		if (now === seen) return;
		seen = now;
		onChange(now);
	};
	const observer = new IntersectionObserver((entries) => {
		onScreen = entries.some(({ isIntersecting }) => isIntersecting);
		tell();
	});
	observer.observe(element);
	document.addEventListener('visibilitychange', tell);
	return () => {
		observer.disconnect();
		document.removeEventListener('visibilitychange', tell);
	};
}
