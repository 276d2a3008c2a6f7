/** Lists as files, for a window. */
import { AppError } from '../../shared/base/app-error.ts';
import { exportRequests } from '../../shared/ipc/export-contract.ts';
import { atWork } from './at-work.ts';
import { type ContractPart, partOf } from './contract-part.ts';
import { sheetFor } from './sheet-for.ts';

/** Answers `exportRequests`. */
export const exportPart: ContractPart = partOf(exportRequests, {
  'list.export': async (host, { id, ...order }) => {
    const asker = atWork(host);
    const made = await sheetFor(host, id, { ...order, form: order.format });
    // The file belongs to whoever asked, and to nobody who has come since.
    if (atWork(host) !== asker || made.kind !== 'file') throw new AppError('export.stopped');
    return host.made.keep(made);
  },
  'list.exportProgress': (host, { id }) => Promise.resolve(host.sheets.progress(id)),
  'list.exportStop': (host, { id }) => {
    host.sheets.stop(id);
    return Promise.resolve(null);
  },
});
