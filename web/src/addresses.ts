export type ViewName = 'vaccination' | 'traffic' | 'records' | 'how' | 'operate';

/** Where each view is. The service answers at the same addresses. */
export const ADDRESSES: Readonly<Record<ViewName, string>> = {
	vaccination: '/',
	traffic: '/traffic',
	records: '/records',
	how: '/how',
	operate: '/operate',
};

const NAMES = Object.keys(ADDRESSES) as ViewName[];

/** The view that `path` means: capitals, and a slash at the end, make no other of it. */
export function viewOf(path: string): ViewName | undefined {
	const address = path.toLowerCase().replace(/(?<=.)\/$/, '');
	return NAMES.find((name) => ADDRESSES[name] === address);
}
