/**
 * `#/inventory/photo-run`: one thing after another before the camera, in the order in which somebody walks past them.
 * Gloves on: everything has a key and a large button.
 */
import { Button, Progress } from '@mantine/core';
import { IconArrowLeft, IconCircleCheck, IconRefresh } from '@tabler/icons-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { codeLookup } from '../../../shared/features/inventory/queries.ts';
import { useCan } from '../../app/contexts.ts';
import { doorOf } from '../../app/feature.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { FailureState } from '../../components/failure-state.tsx';
import { Way } from '../../components/way.tsx';
import { connection } from '../../data/connection.ts';
import { DropZone, useFileChooser } from '../../files/drop-zone.tsx';
import { useWords } from '../../i18n/use-words.ts';
import { formatNumber } from '../../lib/format.ts';
import { go, goBack } from '../../lib/go.ts';
import { useScanTarget } from '../../lib/scan-target.ts';
import { play } from '../../lib/sounds.ts';
import { useEscape } from '../../lib/use-escape.ts';
import type { PhotoRun } from '../../store/photo-run-store.ts';
import { useUi } from '../../store/ui-store.ts';
import { RunSide } from './run-side.tsx';
import { RunStage } from './run-stage.tsx';
import { shootFrom, useCamera } from './use-camera.ts';
import { type Running, useOwnRun, usePhotoRun } from './use-photo-run.ts';
import { useRunKeys } from './use-run-keys.ts';
import './photo-run.css';

const leave = (): void => goBack(() => go({ to: '/inventory/{-$id}' }));

/** How much of it is done, and the way out. */
function Head({ running }: Readonly<{ running: Running }>): ReactNode {
  const { t, language } = useWords();
  const { run, view } = running;
  const done = run.done.length;
  const doneHere = new Set(run.done.map(({ itemId }) => itemId));
  const passed = run.passed.filter((id) => !doneHere.has(id)).length;
  const all = done + passed + (view?.left ?? 0);
  return (
    <div className="run-head">
      <Progress value={all === 0 ? 0 : (done / all) * 100} color="green.6" aria-label={t('photos.run.progress')} />
      <span className="num" data-testid="run-progress">
        <b>{formatNumber(done, language)}</b> {t('photos.run.of', { all: formatNumber(all, language) })}
      </span>
      <span className="grow" />
      <Button
        variant="subtle"
        color="gray"
        h={44}
        leftSection={<IconArrowLeft size={18} />}
        disabled={!running.canGoBack}
        onClick={running.back}
      >
        {t('photos.run.back')}
      </Button>
      <Button variant="subtle" color="gray" h={44} rightSection={<kbd className="kbd">Esc</kbd>} onClick={leave}>
        {t('photos.run.end')}
      </Button>
    </div>
  );
}

function Over({ running }: Readonly<{ running: Running }>): ReactNode {
  const { t } = useWords();
  const passed = running.run.passed.length;
  return (
    <EmptyState
      icon={<IconCircleCheck size={48} stroke={1.2} color="var(--ok)" />}
      title={t(passed > 0 ? 'photos.run.overPassed' : 'photos.run.over')}
      hint={passed > 0 ? t('photos.run.overHint', { count: passed }) : t('photos.run.overAll')}
    >
      <span className="run-instead">
        <button type="button" className="run-button" data-tone="main" onClick={leave}>
          {t('photos.run.end')}
        </button>
        {passed > 0 && (
          <button type="button" className="run-button" onClick={running.again}>
            <IconRefresh size={18} aria-hidden />
            {t('photos.run.again')}
          </button>
        )}
      </span>
    </EmptyState>
  );
}

/** A scan opens the thing that it stands for; what stands for none is said. */
function useScans(open: (id: string) => void): string | undefined {
  const { t } = useWords();
  const [unknown, setUnknown] = useState<string>();
  const take = (code: string): void => {
    void connection.ask(codeLookup, { code: code.slice(0, 100) }).then(
      ({ kind, id }) => {
        const isFound = kind === 'item' && id !== null;
        setUnknown(isFound ? undefined : code);
        if (useUi.getState().isSoundOn) play(isFound ? 'ok' : 'problem');
        if (isFound) open(id);
      },
      () => setUnknown(code),
    );
  };
  useScanTarget({ onScan: take, onDoubt: setUnknown });
  return unknown === undefined ? undefined : t('photos.run.unknown', { code: unknown });
}

function Screen({ run }: Readonly<{ run: PhotoRun }>): ReactNode {
  const { t } = useWords();
  const running = usePhotoRun(run);
  const { view, itemId, failure } = running;
  const isOver = view !== undefined && view.at === null && run.at === null && view.current === null;
  const camera = useCamera(!isOver);
  const video = useRef<HTMLVideoElement>(null);
  const { stream } = camera;
  useEffect(() => {
    if (video.current !== null) video.current.srcObject = stream ?? null;
  }, [stream]);
  const [flash, setFlash] = useState(0);
  const { open: choose, field } = useFileChooser(running.take, { accept: 'image/*' });
  const unknown = useScans(running.open);
  /** `before`: what is done once there is a picture; where the camera shows nothing, nothing is. */
  const shoot = async (before?: () => Promise<void>): Promise<void> => {
    const blob = await shootFrom(video.current);
    if (blob === undefined) return;
    await before?.();
    setFlash((count) => count + 1);
    running.take([new File([blob], `${t('photos.run.fileName')}.jpg`, { type: blob.type })]);
  };
  const retake = (): Promise<void> => shoot(running.dropLast);
  const notThere = (): void => {
    if (view?.current !== null && view?.current !== undefined) running.notThere(view.current);
  };
  useEscape(leave);
  useRunKeys({
    Space: () => void (camera.state === 'on' ? shoot() : choose()),
    Enter: running.next,
    NumpadEnter: running.next,
    KeyR: () => void (running.canRetake ? retake() : undefined),
    KeyN: notThere,
    KeyS: running.skip,
    ArrowLeft: running.back,
  });
  return (
    <>
      <Way
        steps={[{ label: t('inventory.title'), link: doorOf('inventory') }]}
        title={run.title === '' ? t('photos.run.all') : run.title}
      />
      <Head running={running} />
      {failure !== undefined && <FailureState failure={failure} />}
      {isOver ? (
        <Over running={running} />
      ) : (
        <DropZone className="run" label={t('photos.drop')} takesPaste onFiles={running.take}>
          <RunStage
            camera={camera}
            video={video}
            itemId={itemId}
            flash={flash}
            canRetake={running.canRetake}
            onShoot={() => void shoot()}
            onRetake={() => void retake()}
            onFiles={choose}
          />
          <RunSide running={running} onNext={running.next} onNotThere={notThere} />
        </DropZone>
      )}
      {unknown !== undefined && (
        <div className="run-unknown" role="alert">
          {unknown}
        </div>
      )}
      {field}
    </>
  );
}

export function PhotoRunPage(): ReactNode {
  const { t } = useWords();
  const run = useOwnRun();
  const mayEdit = useCan('inventory.edit');
  if (!mayEdit) return <EmptyState title={t('photos.run.mayNot')} />;
  return run === undefined ? null : <Screen key={JSON.stringify(run.scope)} run={run} />;
}
