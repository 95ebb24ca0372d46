import type { Prng } from '../operator/src/traffic/prng.ts';

// Common names, put together at random: no record describes a person that exists.
const words = (text: string) => text.trim().split(/\s+/);

const WOMEN = words(`
	María Ana Rosa Juana Marta Carmen Josefina Catarina Dolores Elena Gloria Irma Luisa Lucía Sofía Gabriela
	Andrea Daniela Alejandra Paola Ximena Fernanda Mónica Verónica Patricia Silvia Sandra Claudia Ingrid Karla
	Heidy Wendy Yesenia Marleny Mirna Odilia Petrona Tomasa Micaela Manuela Magdalena Candelaria Concepción Inés
	Ángela Estela Otilia Aura Évelyn Brenda Jimena Valentina Camila Ixchel Nikté Ixmucané`);

const MEN = words(`
	José Juan Luis Carlos Pedro Miguel Francisco Manuel Domingo Diego Mateo Sebastián Pascual Tomás Andrés
	Gaspar Baltazar Lorenzo Marcos Lucas Julio César Óscar Víctor Héctor Édgar Mario Jorge Rolando Rigoberto
	Byron Wilmer Elmer Estuardo Otto Erick Kevin Brayan Josué Elías Isaías Moisés Abel Ángel Ramón Raúl
	Rubén Saúl Germán Efraín Gustavo Rodrigo Alejandro Sergio Fernando Balam Tojil`);

const LADINO = words(`
	López García Pérez Hernández González Rodríguez Morales Ramírez Martínez Gómez Vásquez Castillo Méndez Cruz
	Reyes Díaz Ortiz Juárez Aguilar Estrada Ruiz Flores Mejía Alvarado Marroquín Barrios Cifuentes Fuentes
	Orellana Monzón Paz Lemus Cordón Solís Escobar Mazariegos Godínez Velásquez Sandoval Herrera Pineda Arévalo
	Figueroa Portillo Barrientos Donis Contreras Salguero Franco Girón Muñoz Núñez Ordóñez Peña Quiñónez Zúñiga`);

const MAYA = {
	kaqchikel: words(`
		Cumes Tuyuc Sicajau Chonay Cutzal Xinico Sajvín Ajcalón Simón Tubac Tum Xicay Ajú Miculax Chacach Coj
		Atz Otzoy Bal Catú Patal Sutuj Xiquín Yool Mux Icú Sirín Chiroy`),
	tzutujil: words(`
		Quiejú Ixmatá Ratzán Sosof Tziná Petzey Ixbalán Quic Ajtujal Cuy Sicay Chavajay Navichoc Cotuc Tzunún
		Ixtamer Vásquez Mendoza Cumatz Chiyal Coché`),
	kiche: words(`
		Tzul Ixcoy Batz Tum Xiloj Ajanel Chaj Tzoc Us Lux Quiej Chávez Yax Tzunún Ixcot Sapón Xicará Coyoy
		Sacalxot Cajas Pacheco Tuy Zapeta Saquic Morales Ajpop Poncio Tiriquiz Calel Cos Hernández`),
	ixil: words(
		'Brito Raymundo Ceto Cobo Chel Matom Terraza Velasco Santiago Bernal Corio Marcos Guzaro Laynez',
	),
	mam: words(`
		Aguilón Jerónimo Domingo Pascual Mateo Sebastián Gabriel Bartolón Ordóñez Coronado Vail Tomás Matías
		Ramos Carrillo Andrés Felipe Marcos Maldonado Chún Ambrocio Escalante`),
	qeqchi: words(`
		Caal Choc Coc Cucul Tiul Xol Chub Ical Tut Pop Maquín Che Xoc Ba Ac Sacul Yat Cac Cuc Ixim Bolom
		Quib Tzib Pan Rax Saquí Teyul Chocooj Mucú`),
	poqomchi: words('Caal Cal Gualim Tul Mó Lem Jor Cho Bin Coy Jom Ical Isem Sis Toc Laj'),
	achi: words('Sic Chen Ixpatá Osorio Alvarado Tecú Ismalej Tahuico Cuxum Mendoza Sucup Xitumul Piox Lajuj'),
	chorti: words('Súchite Canán Amador Vásquez Gutiérrez Interiano Esquivel Méndez Pérez Ramírez'),
	poqomam: words('Nájera Agustín Hernández Cruz López Segura Esteban Damián Gregorio Jiménez'),
} as const;

type People = keyof typeof MAYA;

/** How many in a hundred bear Maya surnames, and of which peoples: by INE code, rounded from the census of 2018. */
const MAYA_BY_DEPARTMENT: Readonly<Record<string, readonly [percent: number, ...People[]]>> = {
	'01': [13, 'kaqchikel', 'kiche'],
	'03': [40, 'kaqchikel'],
	'04': [78, 'kaqchikel'],
	'05': [5, 'kaqchikel', 'kiche'],
	'07': [96, 'tzutujil', 'kaqchikel', 'kiche'],
	'08': [98, 'kiche'],
	'09': [50, 'kiche', 'mam'],
	'10': [30, 'kiche', 'tzutujil'],
	'11': [14, 'kiche', 'mam'],
	'12': [32, 'mam'],
	'13': [65, 'mam'],
	'14': [89, 'kiche', 'kiche', 'ixil'],
	'15': [57, 'achi', 'poqomchi'],
	'16': [93, 'qeqchi', 'qeqchi', 'qeqchi', 'poqomchi'],
	'17': [31, 'qeqchi'],
	'18': [28, 'qeqchi'],
	'20': [27, 'chorti'],
	'21': [10, 'poqomam'],
};

/** One of `values`, all equally likely. */
function pick<T>(prng: Prng, values: readonly T[]): T {
	return values[prng.below(values.length)] as T;
}

/** A name as people of the department with INE code `code` bear it: one or two given names, two surnames. */
export function drawName(prng: Prng, code: string): string {
	const given = pick(prng, [WOMEN, MEN]);
	const names = [pick(prng, given)];
	if (prng.fraction() < 0.6)
		names.push(
			pick(
				prng,
				given.filter((name) => name !== names[0]),
			),
		);
	const [mayaPercent, ...peoples] = MAYA_BY_DEPARTMENT[code] ?? [0];
	const people = prng.below(100) < mayaPercent ? pick(prng, peoples) : undefined;
	// a person with one Maya surname mostly has two
	const surname = () => pick(prng, people && prng.fraction() < 0.85 ? MAYA[people] : LADINO);
	return [...names, surname(), surname()].join(' ');
}
