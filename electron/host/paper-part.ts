/** Sheets on paper, for a window. */

import { ourSource } from '../../paper/our-templates.ts';
import type { SheetProblem } from '../../paper/sheet-job.ts';
import { AppError } from '../../shared/base/app-error.ts';
import {
  type MadePaper,
  paperRequests,
  type TemplateProblem,
  type TriedTemplate,
} from '../../shared/ipc/paper-contract.ts';
import { atWork } from './at-work.ts';
import { type ContractPart, partOf } from './contract-part.ts';
import { checkPaper, makePaper, templateFields, tryTemplate } from './paper-maker.ts';

/** What the compiler calls the template that it is given. */
const OWN = 'template.typ';
/** More than anybody reads at once. */
const MOST_PROBLEMS = 50;

/** Of what lies in other sources the line says nothing to whoever edits this one: the source is named instead. */
const shown = ({ severity, message, file, line, column }: SheetProblem): TemplateProblem =>
  file === OWN
    ? { severity, message, line, column }
    : { severity, message: `${file}${line === null ? '' : `:${line}`}: ${message}`, line: null, column: null };

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
  'paper.ours': (_host, { form }) => ourSource(form),
  'paper.try': async (host, trial) => {
    const asker = atWork(host);
    const answer = await tryTemplate(host, trial);
    if (atWork(host) !== asker) throw new AppError('paper.failed');
    const problems = (answer.ok ? answer.warnings : answer.problems).slice(0, MOST_PROBLEMS).map(shown);
    if (!answer.ok) return { made: null, reason: answer.reason, problems } satisfies TriedTemplate;
    const file = host.made.keep({ name: 'draft.pdf', mime: 'application/pdf', bytes: answer.pdf });
    return { made: { ...file, pages: answer.pages }, reason: null, problems } satisfies TriedTemplate;
  },
  'paper.fields': templateFields,
  'paper.check': (host, { code }) => checkPaper(host, code),
});
