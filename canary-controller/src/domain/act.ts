import type { CanaryEvent } from '@canario/contracts/canary/event';
import type { Hook } from '@canario/contracts/canary/plan';
import type { Weights } from '@canario/contracts/service-report';

/** What a controller does next. */
export type Act =
	| { readonly do: 'append'; readonly event: CanaryEvent }
	| { readonly do: 'shift'; readonly weights: Weights }
	| { readonly do: 'settle' }
	| { readonly do: 'sample' }
	| { readonly do: 'call'; readonly hook: Hook };

export const append = (event: CanaryEvent): Act => ({ do: 'append', event });
