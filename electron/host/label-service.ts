/** Answers what windows ask about labels. */
import { labelRequests, type MadeLabels } from '../../shared/ipc/label-contract.ts';
import { partOf } from './contract-part.ts';
import { makeLabels, previewLabels } from './label-maker.ts';

/** Labels, as a part of the contract: what was made waits among the made files of the host. */
export const labelPart = partOf(labelRequests, {
  'labels.preview': previewLabels,
  'labels.make': async (host, asked): Promise<MadeLabels> => {
    const { name, mime, bytes, ...made } = await makeLabels(host, asked);
    return { file: host.made.keep({ name, mime, bytes }), ...made };
  },
});
