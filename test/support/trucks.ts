/** A tour with a truck, and what people do with it, on laptop and hub alike. */
import { expect } from 'vitest';
import { must } from '../../shared/base/asserts.ts';
import type { RefusalData } from '../../shared/base/refusal.ts';
import { stockId } from '../../shared/mutations/stock.ts';
import { tourPlaceId } from '../../shared/mutations/tour-stock.ts';
import type { TableName } from '../../shared/schema/catalog.ts';
import type { Cast, When } from './cast.ts';

/** Tours, and things that stand on a shelf and are planned. */
export interface TruckWorld {
  readonly tour: string;
  readonly shelf: string;
  readonly truck: string;
  readonly kazan: string;
  readonly things: readonly string[];
}

/** What tests about trucks say again and again. */
export class Trucks {
  readonly #cast: Cast;

  constructor(cast: Cast) {
    this.#cast = cast;
  }

  /** A tour with a truck and a venue, and things of which `pieces` stand on a shelf and are planned. */
  async world(...pieces: readonly number[]): Promise<TruckWorld> {
    const tour = await this.#cast.row('tours', { name: 'Волга', starts_on: '2030-05-01', ends_on: '2030-05-20' });
    const shelf = await this.#cast.row('inventory_locations');
    const kazan = await this.#cast.row('venues');
    const truck = await this.#cast.row('transports', { tour_id: tour, name: 'Фура 1' });
    const things: string[] = [];
    for (const quantity of pieces) {
      const thing = await this.#cast.row('inventory_items', { quantity: 0 });
      await this.done('inventory.receive', { itemId: thing, locationId: shelf, quantity });
      await this.done('packing.plan', { tourId: tour, changes: [{ itemId: thing, caseId: null, by: quantity }] });
      things.push(thing);
    }
    return { tour, shelf, truck, kazan, things };
  }

  /** Does it and answers the id of the mutation; fails where it is refused. */
  async done(name: string, args: unknown, as = 'admin', when?: When): Promise<string> {
    expect(await this.#cast.act(as, name, args, when), name).toBeUndefined();
    return this.#cast.lastMutationId;
  }

  /** The code with which it is refused; undefined where it is done. */
  async refused(name: string, args: unknown, as = 'admin'): Promise<string | undefined> {
    return (await this.refusal(name, args, as))?.code;
  }

  refusal(name: string, args: unknown, as = 'admin'): Promise<RefusalData | undefined> {
    return this.#cast.act(as, name, args);
  }

  /** Something happens to pieces of the first thing of the tour. */
  record(w: TruckWorld, action: string, quantity: number, more: object = {}): Promise<string> {
    return this.done('packing.record', recordOf(w, action, quantity, more));
  }

  /** So many are loaded into the truck. */
  load(w: TruckWorld, quantity: number, more: object = {}): Promise<string> {
    return this.record(w, 'load', quantity, { transportId: w.truck, ...more });
  }

  async at(item: string, place: string): Promise<number> {
    return Number((await this.#cast.read('inventory_stock', stockId(item, place)))['quantity'] ?? 0);
  }

  /** How many of the first thing stand at the tour's place. */
  onTour(w: TruckWorld): Promise<number> {
    return this.at(must(w.things[0]), tourPlaceId(w.tour));
  }

  async valueOf(table: TableName, id: string, column = 'status'): Promise<unknown> {
    return (await this.#cast.read(table, id))[column];
  }
}

/** Arguments of `packing.record` about the first thing. */
export const recordOf = (w: TruckWorld, action: string, quantity: number, more: object = {}) => ({
  tourId: w.tour,
  itemId: must(w.things[0]),
  caseId: null,
  action,
  quantity,
  ...more,
});
