/** The codes of all permissions, in the order in which screens list them. */
import { permissions } from './permissions.ts';

export const permissionCodes: readonly string[] = permissions.map(({ code }) => code);
