/** The codes of all permissions, in the order in which screens list them. */
import { permissions } from './permissions.ts';

const listed: readonly (string | { readonly code: string })[] = permissions;

export const permissionCodes: readonly string[] = listed.map((entry) => (typeof entry === 'string' ? entry : entry.code));
