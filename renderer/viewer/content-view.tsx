/**
 * Any content inside the app: a picture, a PDF, sound, a film. What is shown otherwise is saved or opened with another
 * program; what is not here says where it is, and can be asked for.
 */
import { ActionIcon, Button, Tooltip } from '@mantine/core';
import {
  IconCloudDown,
  IconDeviceLaptop,
  IconDownload,
  IconExternalLink,
  IconFile,
  IconFileAlert,
} from '@tabler/icons-react';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { bytesSaid } from '../../shared/i18n/byte-words.ts';
import type { FileView } from '../../shared/ipc/file-contract.ts';
import { EmptyState } from '../components/empty-state.tsx';
import { Loading } from '../components/loading.tsx';
import { contentUrl } from '../data/content.ts';
import { useAsk } from '../data/use-ask.ts';
import { isDrawn, kindOf } from '../files/file-kind.tsx';
import { freshUrl } from '../files/fresh-content.ts';
import { Thumb } from '../files/thumb.tsx';
import { useWords } from '../i18n/use-words.ts';
import { PictureView } from './picture-view.tsx';
import './viewer.css';

const PdfPages = lazy(async () => ({ default: (await import('./pdf-pages.tsx')).PdfPages }));

type FileProps = Readonly<{ file: FileView }>;

/** Saving a copy, and opening it with the system's own program. */
export function FileActs({ file, size = 36 }: FileProps & Readonly<{ size?: number }>): ReactNode {
  const { t } = useWords();
  const { problem, ask } = useAsk();
  if (file.where !== 'here') return null;
  return (
    <>
      {problem !== undefined && (
        <span className="viewer-problem" role="alert">
          {problem}
        </span>
      )}
      <Tooltip label={t('viewer.save')}>
        <ActionIcon
          component="a"
          href={contentUrl(file.sha256, 'original', file.name)}
          download={file.name}
          variant="subtle"
          color="gray"
          size={size}
          aria-label={t('viewer.save')}
        >
          <IconDownload size={18} />
        </ActionIcon>
      </Tooltip>
      <Tooltip label={t('viewer.openWith')}>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={size}
          aria-label={t('viewer.openWith')}
          onClick={() => void ask('files.open', { sha256: file.sha256, name: file.name })}
        >
          <IconExternalLink size={18} />
        </ActionIcon>
      </Tooltip>
    </>
  );
}

/** A content that is not here: its picture as far as there is one, where it is, and the way to it. */
function Missing({ file }: FileProps): ReactNode {
  const { t, language } = useWords();
  const { isBusy, problem, ask } = useAsk();
  const [isAsked, setAsked] = useState(false);
  const isFar = file.where === 'elsewhere';
  const Icon = isFar ? IconDeviceLaptop : IconCloudDown;
  const want = async (): Promise<void> => {
    const answer = await ask('files.want', { sha256s: [file.sha256] });
    if (answer.ok) setAsked(true);
  };
  return (
    <div className="viewer-missing" data-testid="missing">
      {file.hasThumbnail && (
        <span className="viewer-hint" aria-hidden>
          <Thumb file={file} fit="whole" />
        </span>
      )}
      <EmptyState
        icon={<Icon size={40} stroke={1.2} />}
        title={t(isFar ? 'viewer.elsewhere' : 'viewer.onHub')}
        hint={t(isFar ? 'viewer.elsewhereHint' : 'viewer.onHubHint', { size: bytesSaid(file.size, language) })}
      >
        {problem !== undefined && <span role="alert">{problem}</span>}
        {isAsked ? (
          <span role="status">{t(isFar ? 'viewer.askedFar' : 'viewer.asked')}</span>
        ) : (
          <Button loading={isBusy} leftSection={<IconCloudDown size={16} />} onClick={() => void want()}>
            {t(isFar ? 'viewer.wantFar' : 'viewer.want')}
          </Button>
        )}
      </EmptyState>
    </div>
  );
}

/** Sound and film are played by the browser's own player, which keys reach. */
function Played({ file, isFilm, children }: FileProps & Readonly<{ isFilm: boolean; children: ReactNode }>): ReactNode {
  const { t } = useWords();
  const [isBroken, setBroken] = useState(false);
  const src = contentUrl(file.sha256);
  return (
    <div className="viewer">
      <div className="viewer-bar">
        <span className="grow" />
        {children}
      </div>
      <div className="viewer-body played">
        {isBroken ? (
          <EmptyState
            icon={<IconFileAlert size={40} stroke={1.2} />}
            title={t('viewer.notPlayed')}
            hint={t('viewer.noPictureHint')}
          />
        ) : isFilm ? (
          // Nobody has written down what is said in it.
          <video src={src} controls aria-label={file.name} onError={() => setBroken(true)} />
        ) : (
          <audio src={src} controls aria-label={file.name} onError={() => setBroken(true)} />
        )}
      </div>
    </div>
  );
}

function Other({ file }: FileProps): ReactNode {
  const { t, language } = useWords();
  const { isBusy, problem, ask } = useAsk();
  return (
    <EmptyState
      icon={<IconFile size={40} stroke={1.2} />}
      title={file.name}
      hint={t('viewer.otherHint', { size: bytesSaid(file.size, language) })}
    >
      {problem !== undefined && <span role="alert">{problem}</span>}
      <span className="viewer-choice">
        <Button
          loading={isBusy}
          leftSection={<IconExternalLink size={16} />}
          onClick={() => void ask('files.open', { sha256: file.sha256, name: file.name })}
        >
          {t('viewer.openWith')}
        </Button>
        <Button
          component="a"
          variant="default"
          href={contentUrl(file.sha256, 'original', file.name)}
          download={file.name}
          leftSection={<IconDownload size={16} />}
        >
          {t('viewer.save')}
        </Button>
      </span>
    </EmptyState>
  );
}

/** `children` stand at the right of the viewer's bar, after saving and opening. */
export function ContentView({ file, children }: FileProps & Readonly<{ children?: ReactNode }>): ReactNode {
  if (file.where !== 'here') return <Missing key={file.sha256} file={file} />;
  const acts = (
    <>
      <FileActs file={file} />
      {children}
    </>
  );
  switch (kindOf(file.mime)) {
    case 'picture': {
      const src = freshUrl(file.sha256) ?? contentUrl(file.sha256, isDrawn(file.mime) ? 'original' : 'preview');
      return (
        <PictureView key={file.sha256} src={src} label={file.name}>
          {acts}
        </PictureView>
      );
    }
    case 'pdf':
      return (
        <Suspense fallback={<Loading />}>
          <PdfPages key={file.sha256} url={contentUrl(file.sha256)} label={file.name}>
            {acts}
          </PdfPages>
        </Suspense>
      );
    case 'sound':
    case 'film':
      return (
        <Played key={file.sha256} file={file} isFilm={kindOf(file.mime) === 'film'}>
          {acts}
        </Played>
      );
    case 'other':
      return <Other file={file} />;
  }
}
