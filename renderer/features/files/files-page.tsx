/** `#/files`: the files of this laptop. What travels and why not, what is taken along, how much room there is. */
import { Alert, Progress, Radio, Stack } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconBackpack, IconDeviceLaptop } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { filePins, filesStored, type PinView } from '../../../shared/features/files/queries.ts';
import { bytesSaid } from '../../../shared/i18n/byte-words.ts';
import { tableName } from '../../../shared/i18n/names.ts';
import { sentenceOf } from '../../../shared/i18n/sentences.ts';
import { type FileStatus, filePolicy, type Transfer } from '../../../shared/ipc/file-contract.ts';
import { useSessionInfo } from '../../app/contexts.ts';
import { FailureState } from '../../components/failure-state.tsx';
import { LinkTo } from '../../components/link-to.tsx';
import { Loading } from '../../components/loading.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { useAsk } from '../../data/use-ask.ts';
import { useQuery } from '../../data/use-query.ts';
import { useFileStatus } from '../../files/file-status.ts';
import { useWords } from '../../i18n/use-words.ts';
import { formatNumber } from '../../lib/format.ts';
import { EstimateLine } from './estimate-line.tsx';
import { PauseButton } from './pin-button.tsx';
import { useEstimate, usePinning } from './use-pin.ts';
import './files-page.css';

/** What has not moved yet. */
interface Waiting {
  readonly files: number;
  readonly bytes: number;
}

/** One way of contents: how far, and what it waits for. */
type WayProps = Readonly<{ way: Transfer; direction: 'up' | 'down'; left: Waiting }>;

function Way({ way, direction, left }: WayProps): ReactNode {
  const { t, language } = useWords();
  const { hubUrl } = useSessionInfo();
  const Icon = direction === 'up' ? IconArrowUp : IconArrowDown;
  const number = (count: number): string => formatNumber(count, language);
  return (
    <section className="files-card" data-testid={`way-${direction}`} data-state={way.state}>
      <h3>
        <Icon size={18} stroke={1.75} aria-hidden />
        {t(`files.way.${direction}`)}
        <span className="grow" />
        <span className="dim">{t(`files.state.${way.state}`)}</span>
      </h3>
      {left.files === 0 ? (
        <p className="dim">{t(`files.nothing.${direction}`)}</p>
      ) : (
        <>
          <p className="files-big num">
            {t('files.left', { count: left.files, number: number(left.files), bytes: bytesSaid(left.bytes, language) })}
          </p>
          {way.files > 0 && (
            <>
              <Progress
                value={way.bytes === 0 ? 0 : (way.bytesDone / way.bytes) * 100}
                aria-label={t(`files.way.${direction}`)}
              />
              <span className="dim small num">
                {t('files.pinDone', {
                  done: number(way.filesDone),
                  all: number(way.files),
                  doneBytes: bytesSaid(way.bytesDone, language),
                  allBytes: bytesSaid(way.bytes, language),
                })}
              </span>
            </>
          )}
        </>
      )}
      {way.reason !== null && <p className="small">{sentenceOf(way.reason, { hub: hubUrl }, language)}</p>}
    </section>
  );
}

function Pin({ pin }: Readonly<{ pin: PinView }>): ReactNode {
  const { t, language } = useWords();
  const { estimate, problem } = useEstimate(pin, true);
  const { isBusy, problem: refused, unpin } = usePinning(pin);
  const said = problem ?? refused;
  return (
    <li data-testid="pin-line">
      <IconBackpack size={18} stroke={1.75} aria-hidden />
      <div className="grow">
        {pin.label === '' ? (
          <b>{t('files.pinGone')}</b>
        ) : (
          <LinkTo table={pin.table} id={pin.id} className="object-link">
            {pin.label}
          </LinkTo>
        )}{' '}
        <span className="dim small">{tableName(pin.table, language)}</span>
        {estimate !== undefined && <EstimateLine estimate={estimate} isPinned />}
        {said !== undefined && <span role="alert">{said}</span>}
      </div>
      <button type="button" className="files-unpin" disabled={isBusy} onClick={unpin}>
        {t('files.unpin')}
      </button>
    </li>
  );
}

function Pins(): ReactNode {
  const { t } = useWords();
  const { data, failure } = useQuery(filePins, {});
  return (
    <section className="files-card" aria-label={t('files.pins')}>
      <h3>{t('files.pins')}</h3>
      {failure !== undefined && <FailureState failure={failure} />}
      {data?.length === 0 && <p className="dim">{t('files.noPins')}</p>}
      <ul className="files-pins">
        {data?.map((pin) => (
          <Pin key={`${pin.table} ${pin.id}`} pin={pin} />
        ))}
      </ul>
    </section>
  );
}

function Policy({ status }: Readonly<{ status: FileStatus }>): ReactNode {
  const { t } = useWords();
  const { problem, ask } = useAsk();
  return (
    <section className="files-card">
      {problem !== undefined && <Alert color="red">{problem}</Alert>}
      <Radio.Group
        label={<h3>{t('files.policy')}</h3>}
        description={t('files.policyHint')}
        value={status.policy}
        onChange={(value) => {
          const policy = filePolicy.safeParse(value);
          if (policy.success) void ask('files.setPolicy', { policy: policy.data });
        }}
      >
        <Stack gap="sm" mt="sm">
          {filePolicy.options.map((policy) => (
            <Radio
              key={policy}
              value={policy}
              label={t(`files.policies.${policy}`)}
              description={t(`files.policyHints.${policy}`)}
            />
          ))}
        </Stack>
      </Radio.Group>
    </section>
  );
}

function Room({ status }: Readonly<{ status: FileStatus }>): ReactNode {
  const { t, language } = useWords();
  const stored = useQuery(filesStored, {}).data;
  const amount = (count: number, bytes: number): string =>
    `${t('files.amount', { count, number: formatNumber(count, language) })}, ${bytesSaid(bytes, language)}`;
  return (
    <section className="files-card">
      <h3>
        <IconDeviceLaptop size={18} stroke={1.75} aria-hidden />
        {t('files.room')}
      </h3>
      <dl className="object-short num">
        {status.freeBytes !== null && (
          <div>
            <dt>{t('files.free')}</dt>
            <dd>{bytesSaid(status.freeBytes, language)}</dd>
          </div>
        )}
        {stored !== undefined && (
          <>
            <div>
              <dt>{t('files.stored')}</dt>
              <dd>{amount(stored.files, stored.bytes)}</dd>
            </div>
            <div>
              <dt>{t('files.onlyHere')}</dt>
              <dd data-testid="only-here">
                {stored.onlyHere === 0 ? t('files.onlyHereNone') : amount(stored.onlyHere, stored.onlyHereBytes)}
              </dd>
            </div>
          </>
        )}
      </dl>
      {stored !== undefined && stored.onlyHere > 0 && <p className="dim small">{t('files.onlyHereHint')}</p>}
    </section>
  );
}

const leftOf = ({ files, filesDone, bytes, bytesDone }: Transfer): Waiting => ({
  files: files - filesDone,
  bytes: bytes - bytesDone,
});

export function FilesPage(): ReactNode {
  const { t } = useWords();
  const status = useFileStatus();
  const stored = useQuery(filesStored, {}).data;
  return (
    <>
      <PageHeader title={t('files.title')} aside={<span className="dim">{t('files.titleHint')}</span>}>
        <PauseButton />
      </PageHeader>
      {status === undefined ? (
        <Loading />
      ) : (
        <div className="files-page" tabIndex={0} role="region" aria-label={t('files.title')}>
          <div className="files-ways">
            <Way
              way={status.up}
              direction="up"
              left={{ files: stored?.onlyHere ?? 0, bytes: stored?.onlyHereBytes ?? 0 }}
            />
            <Way way={status.down} direction="down" left={leftOf(status.down)} />
          </div>
          <div className="files-cols">
            <Pins />
            <div className="files-side">
              <Policy status={status} />
              <Room status={status} />
            </div>
          </div>
        </div>
      )}
    </>
  );
}
