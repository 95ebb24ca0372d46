export const ROLES = ['viewer', 'operator', 'admin'] as const;

/** What somebody may do: a viewer reads, an operator also changes, an admin also gives and takes tokens. */
export type Role = (typeof ROLES)[number];

/** Whether `role` may do what needs `needed`. */
export const reaches = (role: Role, needed: Role): boolean => ROLES.indexOf(role) >= ROLES.indexOf(needed);
