/**
 * A hop as the entry sends it with 512 requests in flight, and the hops that are under way to a lane: load for the
 * legs behind it.
 */
export const HOP = { records: 128, underWay: 2 };
