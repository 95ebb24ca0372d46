/** The view Traffic. */
export const es = {
	title: 'Qué le hace la división al tráfico',
	caption: 'Cada solicitud toma el carril azul o el verde.',
};
