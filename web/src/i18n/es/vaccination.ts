/** The view Vaccination. */
export const es = {
	title: 'Vacunación en Guatemala, en vivo',
	headline: {
		none: 'Todavía no hay vacunaciones registradas',
		/** `people` decides between singular and plural, `first` is how it is written. */
		share: (people: number, first: string, complete: string) =>
			`${first} ${people === 1 ? 'persona' : 'personas'} con primera dosis; ${complete} ya completas`,
		noneComplete: (people: number, first: string) =>
			`${first} ${people === 1 ? 'persona' : 'personas'} con primera dosis; ninguna completa todavía`,
		both: (first: string, complete: string) =>
			`${first} primeras dosis y ${complete} esquemas completos registrados`,
	},
	noneYet: 'La vista se llenará con la primera vacunación que se guarde.',
	building: 'Las cifras se están reconstruyendo desde el almacén; crecerán en unos segundos.',
	visitors: {
		label: (count: string) => `Sumar las pruebas de visitantes (${count})`,
		note: 'Lo que se envía desde la vista Tráfico se cuenta aparte.',
	},
	figures: {
		label: 'Cifras principales',
		first: 'Con primera dosis',
		firstUnit: 'personas',
		complete: 'Con esquema completo',
		completeUnit: 'personas con segunda dosis',
		all: 'Dosis en total',
		allUnit: (further: string) => `${further} de refuerzo`,
		perHundred: 'Por cada 100 habitantes',
		perHundredUnit: (population: string) => `dosis; población de ${population}`,
	},
	map: {
		title: 'Primera dosis por departamento',
		caption: (name: string, percent: string) =>
			`La proporción más alta de personas con primera dosis está en ${name}: ${percent} de su población.`,
		captionNone: 'Ningún departamento tiene todavía personas con primera dosis.',
		label: 'Mapa de Guatemala por departamento. Con las flechas se pasa de un departamento a otro.',
		unit: '% de la población con primera dosis (INE 2020)',
		country: 'Todo el país',
		none: 'sin dosis',
		scale: (step: string) => `Cada tono abarca ${step} puntos; la escala se ajusta al valor más alto.`,
		place: (percent: string, first: string, complete: string) =>
			`${percent} de la población; ${first} con primera dosis, ${complete} completas`,
		hint: 'Señale un departamento para ver sus cifras.',
		source: 'Contornos: Natural Earth.',
	},
	places: {
		title: 'Departamentos',
		caption: (withDoses: string) =>
			`${withDoses} de 22 departamentos tienen vacunaciones registradas. El orden se renueva cada 5 segundos.`,
		name: 'Departamento',
		percent: '% de la población',
		first: 'Primera dosis',
		complete: 'Completas',
		other: 'Otro lugar',
		otherNote: 'Otro lugar: registros cuyo departamento no está en la tabla del INE; sin población conocida.',
	},
	ages: {
		title: 'Por edad',
		caption: (group: string, share: string) =>
			`El grupo con más primeras dosis: ${group}, con ${share} de ellas.`,
		captionNone: 'Todavía no hay primeras dosis en ningún grupo de edad.',
		group: 'Grupo de edad',
		first: 'Primera dosis',
		complete: 'Completas',
		years: {
			children: '0 a 11 años',
			adolescents: '12 a 18 años',
			young: '19 a 26 años',
			adults: '27 a 59 años',
			elders: '60 años y más',
		},
		groups: {
			children: 'Niñez',
			adolescents: 'Adolescencia',
			young: 'Juventud',
			adults: 'Personas adultas',
			elders: 'Personas mayores',
		},
	},
	vaccines: {
		title: 'Por vacuna',
		caption: (vaccine: string, share: string) => `La más aplicada es ${vaccine}, con ${share} de las dosis.`,
		captionNone: 'Todavía no se ha aplicado ninguna vacuna.',
		vaccine: 'Vacuna',
		doses: 'Dosis',
		share: 'Parte',
		other: 'Otra',
	},
	doses: {
		title: 'Por número de dosis',
		caption: (share: string) => `Las primeras dosis son ${share} del total.`,
		captionNone: 'Todavía no se ha aplicado ninguna dosis.',
		number: 'Dosis',
		nth: (dose: string) => `${dose}.ª dosis`,
	},
	hour: {
		title: 'Dosis por minuto, última hora',
		caption: (total: string, most: string, time: string) =>
			`${total} dosis guardadas en los últimos 60 minutos completos; el máximo fue ${most} a las ${time}.`,
		captionNone: 'Sin dosis en los últimos 60 minutos completos; el minuto en curso aparece al terminar.',
		minute: 'Minuto',
		total: 'Total',
		summary: 'Barras de dosis por minuto, el carril azul abajo y el verde encima.',
	},
	last: {
		title: 'Las últimas cinco',
		caption: 'Sin nombres: solo iniciales, grupo de edad, lugar y vacuna.',
		none: 'Aquí aparecerán las próximas vacunaciones.',
		storedAt: (time: string) => `guardada a las ${time}`,
	},
	lane: { blue: 'carril azul', green: 'carril verde' },
};
