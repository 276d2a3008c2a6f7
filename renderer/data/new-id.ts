/** Ids of new rows are made where the person is. */
export { newId } from '../../shared/base/ids.ts';
