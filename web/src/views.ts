import { type ComponentType, type LazyExoticComponent, lazy } from 'react';

/** A view: its address, its key in the texts of the frame, and its component, loaded when it is looked at. */
export interface View {
	readonly path: string;
	readonly name: 'vaccination' | 'traffic' | 'records' | 'how';
	readonly Component: LazyExoticComponent<ComponentType>;
}

/** The views in the order of their tabs. The server knows the same paths (server/paths.ts). */
export const VIEWS: readonly View[] = [
	{
		path: '/',
		name: 'vaccination',
		Component: lazy(async () => ({
			default: (await import('./views/vaccination/vaccination-view.tsx')).VaccinationView,
		})),
	},
	{
		path: '/traffic',
		name: 'traffic',
		Component: lazy(async () => ({
			default: (await import('./views/traffic/traffic-view.tsx')).TrafficView,
		})),
	},
	{
		path: '/records',
		name: 'records',
		Component: lazy(async () => ({
			default: (await import('./views/records/records-view.tsx')).RecordsView,
		})),
	},
	{
		path: '/how',
		name: 'how',
		Component: lazy(async () => ({ default: (await import('./views/how/how-view.tsx')).HowView })),
	},
];
