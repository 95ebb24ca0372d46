/** The readers of plans and of manifests, which are as large as a view, come when somebody wants them. */
export async function loadPlanReader() {
	await import('./without-eval.ts');
	return await import('../canary/plan-reader.ts');
}

/** As `loadPlanReader`. */
export async function loadManifestReader() {
	await import('./without-eval.ts');
	return await import('../manifests/manifest-reader.ts');
}

export type PlanReader = Awaited<ReturnType<typeof loadPlanReader>>;
export type ManifestReader = Awaited<ReturnType<typeof loadManifestReader>>;
