/**
 * Ids that this entry made and that are under way: it sends each once, so a lane that knows one already was sent it by
 * the mesh a second time.
 */
export class OwnIds {
	readonly #newId: () => string;
	readonly #underWay = new Set<string>();

	constructor(newId: () => string) {
		this.#newId = newId;
	}

	/** Makes one. */
	make(): string {
		const id = this.#newId();
		this.#underWay.add(id);
		return id;
	}

	/** Whether it is one; it is under way no more. */
	settle(id: string): boolean {
		return this.#underWay.delete(id);
	}
}
