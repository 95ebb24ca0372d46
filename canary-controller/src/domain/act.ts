import type { CanaryEvent } from '@canario/contracts/canary/event';
import type { Hook } from '@canario/contracts/canary/plan';
import type { Weights } from '@canario/contracts/service-report';

/** What a controller does next. */
export type Act =
	| { readonly do: 'append'; readonly events: readonly CanaryEvent[] }
	| { readonly do: 'shift'; readonly weights: Weights }
	| { readonly do: 'settle' }
	| { readonly do: 'sample' }
	| { readonly do: 'call'; readonly hook: Hook };

export const append = (...events: CanaryEvent[]): Act => ({ do: 'append', events });
