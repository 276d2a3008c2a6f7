/** What screens ask about places and categories. */
import { z } from 'zod';
import { declareQuery } from '../../ipc/query.ts';
import type { TreeRow } from '../../ipc/views.ts';

const nothing = z.strictObject({});

/** All places with what stands in each, in the order of the house. */
export const locationTree = declareQuery<readonly TreeRow[]>()('locations.tree', nothing);

/** In the form of places, so that one tree shows both. */
export const categoryTree = declareQuery<readonly TreeRow[]>()('categories.tree', nothing);
