/** Files on their way in: how far, and plainly which of them were not taken in and why. */
import { Button, Progress } from '@mantine/core';
import { IconAlertCircle, IconCopy, IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useWords } from '../i18n/use-words.ts';
import { dismiss, type Job, tryAgain, useIntake } from './intake.ts';
import './files.css';

const isOver = ({ state }: Job): boolean => state !== 'waiting' && state !== 'sending';
/** A file that is being written weighs as much as it is large; one that is empty weighs something. */
const weightOf = ({ size }: Job): number => size + 1;

function howFar(jobs: readonly Job[]): number {
  const all = jobs.reduce((sum, job) => sum + weightOf(job), 0);
  const gone = jobs.reduce((sum, job) => sum + (isOver(job) ? weightOf(job) : Math.min(job.sent, job.size)), 0);
  return all === 0 ? 100 : (gone / all) * 100;
}

function Left({ job }: Readonly<{ job: Job }>): ReactNode {
  const Icon = job.state === 'twice' ? IconCopy : IconAlertCircle;
  return (
    <li data-state={job.state}>
      <Icon size={16} stroke={1.75} aria-hidden />
      <span>
        <b>{job.name}</b> {job.sentence}
      </span>
    </li>
  );
}

/** Nothing while there is nothing to say. */
export function IntakeList({ target }: Readonly<{ target: string }>): ReactNode {
  const { t } = useWords();
  const jobs = useIntake(target);
  const over = jobs.filter(isOver);
  const left = jobs.filter(({ state }) => state === 'failed' || state === 'twice');
  const isBusy = over.length < jobs.length;
  if (!isBusy && left.length === 0) return null;
  const hasFailed = left.some(({ state }) => state === 'failed');
  return (
    <div className="intake" role="status" data-testid="intake">
      {isBusy && (
        <>
          <div className="intake-line num">{t('files.taking', { done: over.length, all: jobs.length })}</div>
          <Progress value={howFar(jobs)} size="sm" aria-label={t('files.takingLabel')} />
        </>
      )}
      {left.length > 0 && (
        <>
          <ul className="intake-left">
            {left.map((job) => (
              <Left key={job.id} job={job} />
            ))}
          </ul>
          {!isBusy && (
            <div className="intake-acts">
              {hasFailed && (
                <Button size="compact-sm" variant="default" onClick={() => tryAgain(target)}>
                  {t('common.retry')}
                </Button>
              )}
              <Button
                size="compact-sm"
                variant="subtle"
                color="gray"
                leftSection={<IconX size={14} />}
                onClick={() => dismiss(target)}
              >
                {t('files.understood')}
              </Button>
            </div>
          )}
        </>
      )}
    </div>
  );
}
