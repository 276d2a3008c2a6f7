/** The codes of all permissions, in the order in which screens list them. */
import { permissions } from './permissions.ts';

/** What a role may hold, and a column or a mutation may ask for. */
export const permissionCodes: readonly string[] = permissions.map(({ code }) => code);
