/** Answers what windows ask about labels. */
import { AppError } from '../../shared/base/app-error.ts';
import { labelRequests, type MadeLabels } from '../../shared/ipc/label-contract.ts';
import { atWork } from './at-work.ts';
import { partOf } from './contract-part.ts';
import { makeLabels, previewLabels } from './label-maker.ts';

/** Labels, as a part of the contract: what was made waits among the made files of the host. */
export const labelPart = partOf(labelRequests, {
  'labels.preview': previewLabels,
  'labels.make': async (host, asked): Promise<MadeLabels> => {
    const asker = atWork(host);
    const { name, mime, bytes, ...made } = await makeLabels(host, asked);
    // Labels belong to whoever asked, and to nobody who has come since.
    if (atWork(host) !== asker) throw new AppError('paper.failed');
    return { file: host.made.keep({ name, mime, bytes }), ...made };
  },
});
