/** Sheets on paper, for a window. */
import { AppError } from '../../shared/base/app-error.ts';
import { type MadePaper, paperRequests } from '../../shared/ipc/paper-contract.ts';
import { atWork } from './at-work.ts';
import { type ContractPart, partOf } from './contract-part.ts';
import { checkPaper, makePaper } from './paper-maker.ts';

/** Answers `paperRequests`. */
export const paperPart: ContractPart = partOf(paperRequests, {
  'paper.make': async (host, request) => {
    const asker = atWork(host);
    const made = await makePaper(host, request);
    // The sheet belongs to whoever asked, and to nobody who has come since.
    if (atWork(host) !== asker) throw new AppError('paper.failed');
    const { pages, code, isWithoutTemplate } = made;
    return { ...host.made.keep(made), pages, code, isWithoutTemplate } satisfies MadePaper;
  },
  'paper.check': (host, { code }) => checkPaper(host, code),
});
