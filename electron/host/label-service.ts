/** Answers what windows ask about labels. */
import { AppError } from '../../shared/base/app-error.ts';
import { labelRequests, type MadeLabels } from '../../shared/ipc/label-contract.ts';
import { atWork } from './at-work.ts';
import { partOf } from './contract-part.ts';

/** What draws codes is as large as half of the app: it comes with the first label. */
const maker = () => import('./label-maker.ts');

/** Labels, as a part of the contract: what was made waits among the made files of the host. */
export const labelPart = partOf(labelRequests, {
  'labels.preview': async (host, asked) => (await maker()).previewLabels(host, asked),
  'labels.make': async (host, asked): Promise<MadeLabels> => {
    const asker = atWork(host);
    const { makeLabels } = await maker();
    const { name, mime, bytes, ...made } = await makeLabels(host, asked);
    // Labels belong to whoever asked, and to nobody who has come since.
    if (atWork(host) !== asker) throw new AppError('paper.failed');
    return { file: host.made.keep({ name, mime, bytes }), ...made };
  },
});
