/** The state of the data on this laptop. */
import { z } from 'zod';
import { declareQuery } from '../../ipc/query.ts';
import type { HealthView } from '../../ipc/views.ts';

/** Everything that can be said without the network. Asked for, not kept up to date. */
export const healthReport = declareQuery<HealthView>()('health.report', z.strictObject({}));
