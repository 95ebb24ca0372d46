/** The view How it works. */
export const es = {
	title: 'Cómo funciona',
	caption:
		'Canario reparte un mismo tráfico entre dos formas de guardar una vacunación, y muestra qué hace ese reparto.',
	picture: {
		title: 'El camino de una vacunación',
		caption: (rate: string, blue: string, green: string) =>
			`Ahora entran ${rate}: ${blue} toma el carril azul y ${green} el verde; los dos llegan al mismo almacén.`,
		still: 'Ahora no entra ninguna vacunación; así quedan unidas las partes.',
		unknown: 'Todavía no hay cifras; así quedan unidas las partes.',
		label: 'Diagrama de las partes de Canario y de lo que pasa entre ellas.',
		arrow: 'Tramo',
		figure: 'Ahora',
	},
	parts: {
		senders: { name: 'Remitentes', does: 'Locust, k6, curl' },
		entry: { name: 'Entrada', does: 'valida y reparte' },
		blue: { name: '● Azul', does: 'cliente gRPC' },
		recorder: { name: 'Servidor gRPC', does: 'guarda y contesta' },
		green: { name: '◆ Verde', does: 'escribe en Redis' },
		subscriber: { name: 'Suscriptor', does: 'lee y guarda' },
		records: { name: 'Almacén', does: 'la verdad' },
		statistics: { name: 'Cuentas en vivo', does: 'una proyección' },
		feed: { name: 'Transmisión', does: 'la misma para todos' },
		viewers: { name: 'Esta página', does: 'se actualiza sola' },
	},
	arrows: {
		sent: 'De los remitentes a la entrada',
		toBlue: 'De la entrada al carril azul',
		toGreen: 'De la entrada al carril verde',
		called: 'Azul: llamadas gRPC en espera',
		streamed: 'Verde: en el flujo, sin guardar',
		blueStored: 'Azul: guardadas en el almacén',
		greenStored: 'Verde: guardadas en el almacén',
		counted: 'Contadas en vivo',
		read: 'De las cuentas a la transmisión',
		watched: 'De la transmisión a esta página',
	},
	figures: {
		waiting: (count: string) => `${count} en espera`,
		inStream: (count: string) => `${count} en el flujo`,
		stored: (count: string) => `${count} guardadas`,
		counted: (count: string) => `${count} dosis`,
		share: (rate: string, share: string) => `${rate} · ${share}`,
		ticks: 'cada 250 ms',
		age: (age: string) => `datos de ${age}`,
	},
	notes: {
		title: 'En cinco notas',
		entry: {
			name: 'La entrada',
			text: 'Recibe cada vacunación, la revisa, le pone un identificador y elige el carril según los pesos pedidos. De cada 100, con pesos 90 y 10, 90 van al azul y 10 al verde.',
		},
		blue: {
			name: 'El carril azul',
			text: 'Llama por gRPC a un servidor que guarda en el almacén, y solo entonces contesta. Quien envía espera más, y al recibir su respuesta la vacunación ya está a salvo en disco.',
		},
		green: {
			name: 'El carril verde',
			text: 'Escribe la vacunación en un flujo de Redis y contesta enseguida. Un suscriptor la lee y la guarda poco después. Quien envía espera menos; el registro llega más tarde.',
		},
		stores: {
			name: 'El almacén y las cuentas',
			text: 'Los documentos guardados son la verdad; las cuentas en vivo se derivan de ellos y se pueden reconstruir. Siempre se cumple: aceptadas = guardadas + en vuelo + apartadas + perdidas.',
		},
		feed: {
			name: 'La transmisión',
			text: 'Cada cuarto de segundo se leen las cuentas una vez y lo que cambió se envía, igual, a todas las personas que miran. Ningún nombre sale de aquí.',
		},
	},
	lanes: {
		title: 'Azul y verde',
		blue: { name: 'Azul', does: 'Guarda y después contesta.', how: 'gRPC, de servicio a servicio' },
		green: { name: 'Verde', does: 'Contesta y después guarda.', how: 'Redis: un flujo y su canal' },
		answered: 'respuesta, p50',
		durable: 'en disco, p50',
		why: 'Son dos maneras conocidas de construir lo mismo. Con el tráfico repartido se comparan en serio: el mismo momento, las mismas vacunaciones, solo cambia el carril.',
	},
	words: {
		title: 'Palabras',
		lane: { name: 'Carril', text: 'Azul o verde: todo el camino detrás de una salida del reparto.' },
		weight: { name: 'Peso', text: 'La parte del tráfico que se pide para un carril.' },
		observed: { name: 'Parte observada', text: 'La parte que de verdad le llegó.' },
		drift: {
			name: 'Deriva',
			text: 'Distancia entre peso y parte observada mayor de lo que explica el azar.',
		},
		ack: { name: 'Respuesta (ack)', text: 'Lo que recibe quien envía: la vacunación fue aceptada.' },
		durable: { name: 'Guardada', text: 'El momento en que el documento está en el disco del almacén.' },
		inFlight: { name: 'En vuelo', text: 'Aceptada o en proceso, y todavía sin guardar.' },
		aside: {
			name: 'Apartada',
			text: 'No se podrá guardar nunca así como viene; se conserva aparte y se cuenta.',
		},
		ledger: {
			name: 'El libro',
			text: 'Aceptadas = guardadas + en vuelo + apartadas + perdidas. Cuadra si no hay ninguna perdida.',
		},
		percentiles: {
			name: 'p50, p95, p99',
			text: 'La mitad, 95 o 99 de cada 100 tardaron eso o menos, en los últimos diez segundos.',
		},
	},
	docs: {
		title: 'Para leer más',
		inRepository: (path: string) => `${path} en el repositorio`,
		readme: 'Empezar: instalar y ejecutar',
		architecture: 'Arquitectura y decisiones',
		entry: 'El contrato de la entrada',
		feed: 'El contrato de la transmisión',
	},
};
