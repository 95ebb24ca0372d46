/** Operate: the weights moved in steps. */
export const es = {
	open: 'Mover los pesos en pasos',
	lane: 'Carril',
	to: 'Hasta',
	step: 'Cada paso',
	every: 'Pausa entre pasos',
	wrongTo: 'Un número entero de 0 a 100.',
	wrongStep: 'Un número entero de 1 a 100.',
	wrongEvery: 'Un tiempo mayor que cero, hasta 24 días.',
	will: (lane: string, shares: string, time: string) => `${lane} irá a ${shares} %, en ${time}.`,
	willOnce: (lane: string, share: string) => `${lane} irá a ${share} % de una vez.`,
	nothing: (lane: string, share: string) => `${lane} ya tiene ${share} %: no hay nada que mover.`,
	pending: 'Los pesos vuelven solos si nadie los confirma: primero confírmelos o deshágalos.',
	carried:
		'Lo lleva esta pestaña: déjela abierta, y a la vista si los pasos son cortos. No mira errores; para eso está el canario.',
	begin: 'Empezar',
	title: 'Los pesos se mueven en pasos',
	going: (lane: string, share: string) => `${lane}, hasta ${share} %`,
	made: (made: string, steps: string) => `paso ${made} de ${steps}`,
	at: (blue: string, green: string, version: string) =>
		`azul ${blue} %, verde ${green} % (versión ${version})`,
	next: (blue: string, green: string, time: string) => `luego azul ${blue} %, verde ${green} %, en ${time}`,
	stop: 'Detener: los pesos se quedan',
	done: (at: string) => `Llegó: ${at}.`,
	stopped: (at: string) => `Detenido: los pesos se quedan en ${at}. Lo mismo otra vez sigue desde ahí.`,
	changed: (at: string) => `Terminó en ${at}: otros cambiaron los pesos, y lo de ellos queda.`,
	failed: (at: string) => `Terminó en ${at}: el paso no se dio.`,
	unknown: (at: string) =>
		`Terminó después de ${at}: no llegó respuesta al paso siguiente, y nadie sabe si se dio. Mire los pesos antes de seguir.`,
	forget: 'Entendido',
};
