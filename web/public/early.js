// Runs before the first paint, so that neither theme nor language flickers: keys as in src/settings.
(() => {
	const root = document.documentElement;
	const stored = (key) => {
		try {
			return localStorage.getItem(key);
		} catch {
			return null;
		}
	};
	const theme = stored('canario.theme');
	if (theme === 'light' || theme === 'dark') root.dataset.theme = theme;
	const wanted = [stored('canario.language'), ...navigator.languages];
	const language = wanted.find((tag) => tag?.startsWith('es') || tag?.startsWith('en'));
	root.lang = language?.startsWith('en') ? 'en' : 'es-GT';
})();
