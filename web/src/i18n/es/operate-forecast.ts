/** Operate: what a plan means, and about how long it takes, before a canary begins. */
export const es = {
	title: 'Pronóstico',
	at: (rate: string) => `Con ${rate} vacunaciones por segundo, como ahora,`,
	whole: (time: string) => `tarda unos ${time} si todo va bien.`,
	wholeHeld: (time: string) =>
		`tarda unos ${time} si todo va bien y alguien lo hace seguir donde queda detenido: dele más paciencia, o cuotas mayores.`,
	wholeNever:
		'no termina por sí solo: pida menos en sus comprobaciones, o llévelo adelante a mano donde quede detenido.',
	noTraffic: 'Ahora no entra nada: con tráfico, aquí dice cuánto tardaría. Sin tráfico, un canario espera.',
	noFigures: 'No llegan cifras del tráfico de ahora: el plan vale, y su tiempo no se sabe.',
	unclear: 'Cuando el plan esté bien escrito, aquí dice qué hace y cuánto tardaría.',
	table: 'Pasos del plan y su pronóstico',
	step: 'Paso',
	share: 'Cuota',
	hold: 'Al menos',
	forecast: 'Pronóstico',
	about: (time: string) => `unos ${time}`,
	waits: (about: string, metric: string) => `${about}, por: ${metric}`,
	waitsHeld: (about: string, metric: string, held: string) => `${about}, por: ${metric}; ${held}`,
	held: (time: string) => `detenido tras ${time}`,
	never: (held: string, metric: string) => `${held}: tal como están las cosas, no pasaría ${metric}`,
	faults: 'Lo que no está bien en el plan',
	checks: 'Comprobaciones del plan',
	metric: 'Medida',
	threshold: 'A lo más',
	comparison: (lane: string) => `Más que ${lane}, a lo más`,
	nothing: 'No se comprueba nada: solo decide el tiempo.',
	atOnce: (lane: string) => `Si algo falla, ${lane} vuelve de una vez.`,
	gradual: (lane: string, points: string, every: string) =>
		`Si algo falla, ${lane} vuelve de ${points} en ${points} puntos, cada ${every}.`,
	patience: (time: string) => `Un paso sin decidir ${time} después de su tiempo queda detenido.`,
	risks: (alarm: string, pass: string) =>
		`Riesgo de devolver un canario que cumple: ${alarm}; de dejar pasar un paso que no: ${pass}.`,
	hook: (name: string, at: string, url: string) => `Hook ${name}: ${at}, ${url}`,
	gate: (name: string, at: string, url: string) => `Hook ${name}: ${at}, y solo si dice que sí, ${url}`,
	example: {
		careful: 'Ejemplo cauto',
		quick: 'Ejemplo rápido',
		'blue-green': 'Ejemplo azul/verde',
	},
};
