/** A choice of the viewer, kept in this browser; every tab follows it. */
export interface Setting<T extends string> {
	get(): T;
	set(value: T): void;
	/** @returns how to stop listening. */
	subscribe(onChange: () => void): () => void;
}

interface Options<T extends string> {
	readonly key: string;
	readonly values: readonly T[];
	/** What counts as long as nothing was chosen. */
	readonly initial: () => T;
	/** Hears of the value at the start and of every change. */
	readonly apply: (value: T) => void;
}

/** A setting in localStorage; where that is forbidden it lasts as long as the page. */
export function createSetting<T extends string>({ key, values, initial, apply }: Options<T>): Setting<T> {
	const listeners = new Set<() => void>();
	let value = values.find((known) => known === read(key)) ?? initial();
	const become = (next: T) => {
		if (next === value) return;
		value = next;
		apply(value);
		for (const listener of listeners) listener();
	};
	addEventListener('storage', (event) => {
		if (event.key === key) become(values.find((known) => known === event.newValue) ?? initial());
	});
	apply(value);
	return {
		get: () => value,
		set(next) {
			write(key, next);
			become(next);
		},
		subscribe(onChange) {
			listeners.add(onChange);
			return () => void listeners.delete(onChange);
		},
	};
}

function read(key: string): string | null {
	try {
		return localStorage.getItem(key);
	} catch {
		return null;
	}
}

function write(key: string, value: string): void {
	try {
		localStorage.setItem(key, value);
	} catch {
		// storage is forbidden or full: the choice lasts as long as the page
	}
}
