/** The play as a ruler: each scene as wide as it lasts, acts apart. A click turns to the scene. */
import { type ReactNode, useEffect } from 'react';
import type { SheetScene } from '../../../shared/rules/run-sheet-view.ts';
import { useWords } from '../../i18n/use-words.ts';
import { formatNumber } from '../../lib/format.ts';

/** A scene of no known length is drawn as one of so many minutes. */
const UNKNOWN_MIN = 6;

const idOf = (sceneId: string): string => `ruler ${sceneId}`;

type Props = Readonly<{ scenes: readonly SheetScene[]; currentId: string | undefined; onChoose: (id: string) => void }>;

export function SceneRuler({ scenes, currentId, onChoose }: Props): ReactNode {
  const { t, language } = useWords();
  useEffect(() => {
    if (currentId === undefined) return;
    document.getElementById(idOf(currentId))?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [currentId]);
  return (
    <nav className="sheet-ruler" aria-label={t('runSheet.ruler')} tabIndex={-1}>
      {scenes.map((scene, index) => (
        <button
          key={scene.id}
          id={idOf(scene.id)}
          type="button"
          aria-current={scene.id === currentId ? 'true' : undefined}
          data-new-act={index > 0 && scenes[index - 1]?.act !== scene.act}
          style={{ flexGrow: scene.duration_minutes ?? UNKNOWN_MIN }}
          title={scene.place ?? undefined}
          onClick={() => onChoose(scene.id)}
        >
          <span>
            <b>{scene.number}</b>{' '}
            {scene.duration_minutes !== null && (
              <small className="num">
                {formatNumber(scene.duration_minutes, language)}
                <span className="unseen"> {t('runSheet.minWord')}</span>
              </small>
            )}
          </span>
          <span className="cut">{scene.title}</span>
        </button>
      ))}
    </nav>
  );
}
