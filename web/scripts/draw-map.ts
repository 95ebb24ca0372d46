import { readFile, writeFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { type GeoProjection, geoMercator, geoPath } from 'd3-geo';
import type { MultiPolygon, Polygon, Position } from 'geojson';
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';

/** Width of the drawing, in its own units; its height follows from the country's shape. */
const WIDTH = 600;
const MARGIN = 4;

const TOPOLOGY = new URL('../data/guatemala-departments.topojson', import.meta.url);
const TABLE = new URL('../../packages/contracts/src/departments.json', import.meta.url);
export const MODULE = new URL('../src/views/vaccination/gen/guatemala.ts', import.meta.url);

type Outlines = Topology<{ gtm: GeometryCollection<{ name: string }> }>;
type Table = { readonly departments: readonly { readonly code: string; readonly topojsonId: string }[] };

const readJson = async <T>(url: URL): Promise<T> => JSON.parse(await readFile(url, 'utf8')) as T;

/** The source text of the module with the departments' outlines as SVG paths, by INE code. */
export async function drawMap(): Promise<string> {
	const topology = await readJson<Outlines>(TOPOLOGY);
	const { departments } = await readJson<Table>(TABLE);
	const country = feature(topology, topology.objects.gtm);
	const projection = geoMercator().fitWidth(WIDTH - 2 * MARGIN, country);
	const [x, y] = projection.translate();
	projection.translate([x + MARGIN, y + MARGIN]);
	const bounds = geoPath(projection).bounds(country);
	const shapes = departments.map(({ code, topojsonId }) => {
		const shape = country.features.find(({ id }) => id === topojsonId);
		if (!shape) throw new Error(`the map has no ${topojsonId}`);
		const geometry = shape.geometry as Polygon | MultiPolygon;
		const centre = geoPath(projection).centroid(geometry).map(Math.round);
		return `\t'${code}': { centre: [${centre.join(', ')}], path: '${outline(geometry, projection)}' },`;
	});
	return text(Math.ceil(bounds[1][1] + MARGIN), shapes);
}

const text = (height: number, shapes: readonly string[]): string =>
	[
		'// Drawn by web/scripts/draw-map.ts from web/data; do not edit.',
		'',
		`export const MAP_WIDTH = ${WIDTH};`,
		`export const MAP_HEIGHT = ${height};`,
		'',
		'/** Outlines of the departments by INE code, in the units of the two numbers above. */',
		'export const SHAPES: Readonly<',
		'\tRecord<string, { readonly centre: readonly [number, number]; readonly path: string }>',
		'> = {',
		...shapes,
		'};',
		'',
	].join('\n');

function outline(geometry: Polygon | MultiPolygon, projection: GeoProjection): string {
	const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
	return polygons.flatMap((rings) => rings.map((ring) => ringPath(ring, projection))).join('');
}

/** Whole units and relative steps keep the text short; a point that would not move the pen is left out. */
function ringPath(ring: readonly Position[], projection: GeoProjection): string {
	let path = '';
	let pen: readonly [number, number] | undefined;
	for (const [longitude = 0, latitude = 0] of ring.slice(0, -1)) {
		const [x, y] = (projection([longitude, latitude]) ?? [0, 0]).map(Math.round) as [number, number];
		if (!pen) path = `M${x} ${y}l`;
		else if (x === pen[0] && y === pen[1]) continue;
		else path += step(x - pen[0], y - pen[1], path.endsWith('l'));
		pen = [x, y];
	}
	return `${path}z`;
}

/** A minus sign separates numbers as well as a space does. */
function step(dx: number, dy: number, first: boolean): string {
	return `${first || dx < 0 ? '' : ' '}${dx}${dy < 0 ? '' : ' '}${dy}`;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await writeFile(MODULE, await drawMap());
