import { type ComponentType, type LazyExoticComponent, lazy } from 'react';
import type { ViewName } from './addresses.ts';

/** A view: its name, which is its key in the texts of the frame, and its component, loaded when it is looked at. */
export interface View {
	readonly name: ViewName;
	readonly Component: LazyExoticComponent<ComponentType>;
}

/** The views in the order of their tabs. Their addresses are in addresses.ts. */
export const VIEWS: readonly View[] = [
	{
		name: 'vaccination',
		Component: lazy(async () => ({
			default: (await import('./views/vaccination/vaccination-view.tsx')).VaccinationView,
		})),
	},
	{
		name: 'traffic',
		Component: lazy(async () => ({
			default: (await import('./views/traffic/traffic-view.tsx')).TrafficView,
		})),
	},
	{
		name: 'records',
		Component: lazy(async () => ({
			default: (await import('./views/records/records-view.tsx')).RecordsView,
		})),
	},
	{
		name: 'how',
		Component: lazy(async () => ({ default: (await import('./views/how/how-view.tsx')).HowView })),
	},
	{
		name: 'operate',
		Component: lazy(async () => ({
			default: (await import('./views/operate/operate-view.tsx')).OperateView,
		})),
	},
];
