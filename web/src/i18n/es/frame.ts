/** The bar, the tabs, the line at the bottom, and what any panel may say. */
export const es = {
	skip: 'Saltar al contenido',
	views: {
		vaccination: 'Vacunación',
		traffic: 'Tráfico',
		records: 'Registros',
		how: 'Cómo funciona',
		howShort: 'Guía',
	},
	viewsLabel: 'Vistas',
	connection: {
		connecting: 'conectando …',
		live: 'en vivo',
		liveAge: (ago: string) => `en vivo, ${ago}`,
		stale: (ago: string) => `últimos datos ${ago}`,
		reconnecting: (time: string) => `reconectando desde las ${time}`,
		offline: (time: string) => `sin conexión desde las ${time}`,
	},
	connectionShort: {
		connecting: 'conectando',
		live: 'en vivo',
		stale: 'datos viejos',
		reconnecting: 'reconectando',
		offline: 'sin conexión',
	},
	language: { other: 'EN', switch: 'Switch to English' },
	theme: {
		system: 'Tema: el del sistema. Cambiar a claro',
		light: 'Tema: claro. Cambiar a oscuro',
		dark: 'Tema: oscuro. Cambiar al del sistema',
	},
	foot: {
		version: (version: string) => `Canario ${version}`,
		source: 'Población: INE, proyecciones 2020',
		madeUp: 'Las vacunaciones son inventadas',
		repository: 'Código fuente',
	},
	panel: {
		loading: 'Cargando …',
		error: 'Esta parte no se pudo mostrar.',
		retry: 'Intentar de nuevo',
		held: (ago: string) => `Detenido: últimos datos ${ago}`,
		empty: 'Todavía no hay tráfico',
	},
	twin: { table: 'Ver como tabla', figure: 'Ver como gráfica' },
	missing: {
		title: 'Aquí no hay nada',
		text: 'La dirección no lleva a ninguna de las vistas.',
		back: 'Ir a Vacunación',
	},
	lanes: { blue: 'azul', green: 'verde' },
	noConfig: 'La página no encontró su configuración. Se intenta de nuevo.',
};
