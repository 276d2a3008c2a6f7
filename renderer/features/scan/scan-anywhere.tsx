/**
 * A scan opens the thing or the place it stands for, wherever the focus is. What it cannot open stays in sight with
 * what can be done about it; Escape puts it away, and never Enter, which scanners send.
 */
import { Button, CloseButton, Group } from '@mantine/core';
import { IconBarcode } from '@tabler/icons-react';
import { lazy, type ReactNode, Suspense, useCallback, useEffect, useState } from 'react';
import { codeLookup } from '../../../shared/features/inventory/queries.ts';
import type { CodeMatch } from '../../../shared/ipc/views.ts';
import { readSheetCode } from '../../../shared/rules/sheet-code.ts';
import { isTag } from '../../../shared/rules/tag-code.ts';
import { useCan } from '../../app/contexts.ts';
import { connection } from '../../data/connection.ts';
import { useWords } from '../../i18n/use-words.ts';
import { go } from '../../lib/go.ts';
import { openRecord } from '../../lib/open-record.ts';
import { listenEverywhere } from '../../lib/scan-target.ts';
import { play, type Sound } from '../../lib/sounds.ts';
import { useEscape } from '../../lib/use-escape.ts';
import { standingAt } from '../../list/list-link.ts';
import { useUi } from '../../store/ui-store.ts';
import { askAboutSheet } from '../paper/paper-store.ts';
import { openSearch } from '../search/global-search.tsx';

const ClaimTag = lazy(async () => ({ default: (await import('./claim-tag.tsx')).ClaimTag }));
const NewItem = lazy(async () => ({ default: (await import('../inventory/new-item.tsx')).NewItem }));

/** The longest code that can be asked for. */
const MAX_CODE = 100;

/** What was read and did not open anything by itself. */
type Notice =
  | { readonly kind: 'unknown' | 'tag' | 'doubt' | 'failed'; readonly code: string }
  | { readonly kind: 'covered'; readonly code: string; readonly name: string; readonly match: CodeMatch };

function sound(name: Sound): void {
  const { appearance, isSoundOn } = useUi.getState();
  if (isSoundOn && appearance !== 'show') play(name);
}

/** A window with something unsaved in it is not left behind by a scan. */
const isCovered = (): boolean => document.querySelector('[role="dialog"]') !== null;

/** Opens what a code stands for; false where it stands for nothing. */
function open({ kind, id }: CodeMatch): boolean {
  if (id === null || kind === 'unknown') return false;
  if (kind === 'item') openRecord('inventory_items', id);
  else go({ to: '/inventory/{-$id}', search: standingAt(id) });
  return true;
}

/** Looks a code up and opens it; answers what is to be said where nothing opened. */
async function follow(code: string): Promise<Notice | undefined> {
  const sheet = readSheetCode(code);
  if (sheet !== undefined && !isCovered()) {
    sound('ok');
    askAboutSheet(sheet);
    return undefined;
  }
  const match = await connection.ask(codeLookup, { code });
  if (match.kind !== 'unknown' && isCovered()) {
    sound('already');
    return { kind: 'covered', code, name: match.name, match };
  }
  const isOpened = open(match);
  sound(isOpened ? 'ok' : 'problem');
  if (isOpened) return undefined;
  // Typed small, it is printed in capitals.
  const tag = code.toUpperCase();
  return isTag(tag) ? { kind: 'tag', code: tag } : { kind: 'unknown', code };
}

type NoticeProps = Readonly<{
  notice: Notice;
  onTake: (code: string) => void;
  onCreate: (code: string) => void;
  onClaim: (code: string) => void;
  onClose: () => void;
}>;

function NoticeBar({ notice, onTake, onCreate, onClaim, onClose }: NoticeProps): ReactNode {
  const { t } = useWords();
  const mayCreate = useCan('inventory.edit');
  useEscape(onClose);
  const { kind, code } = notice;
  return (
    <section className="scan-notice" role="alert" data-testid="scan-notice" data-kind={kind}>
      <IconBarcode size={20} stroke={1.75} aria-hidden />
      <div className="grow">
        <strong>{t(`scan.notice.${kind}`, { code, name: kind === 'covered' ? notice.name : code })}</strong>
        <p className="dim">{t(`scan.hint.${kind}`)}</p>
      </div>
      <Group gap="xs">
        {kind === 'unknown' && (
          <Button
            variant="default"
            onClick={() => {
              onClose();
              openSearch(code);
            }}
          >
            {t('scan.find')}
          </Button>
        )}
        {kind === 'unknown' && mayCreate && <Button onClick={() => onCreate(code)}>{t('scan.create')}</Button>}
        {kind === 'tag' && mayCreate && (
          <>
            <Button variant="default" onClick={() => onCreate(code)}>
              {t('scan.tagNew')}
            </Button>
            <Button onClick={() => onClaim(code)}>{t('scan.tagExisting')}</Button>
          </>
        )}
        {kind === 'doubt' && (
          <Button variant="default" onClick={() => onTake(code)}>
            {t('scan.openDoubt', { code })}
          </Button>
        )}
        {kind === 'covered' && (
          <Button
            variant="default"
            onClick={() => {
              onClose();
              open(notice.match);
            }}
          >
            {t('scan.open')}
          </Button>
        )}
      </Group>
      <CloseButton size={32} aria-label={t('common.close')} onClick={onClose} />
    </section>
  );
}

export function ScanAnywhere(): ReactNode {
  const [notice, setNotice] = useState<Notice>();
  const [created, setCreated] = useState<string>();
  const [claimed, setClaimed] = useState<string>();
  const close = (): void => setNotice(undefined);
  const take = useCallback((text: string): void => {
    const code = text.slice(0, MAX_CODE);
    setNotice(undefined);
    follow(code).then(setNotice, () => {
      sound('problem');
      setNotice({ kind: 'failed', code });
    });
  }, []);
  useEffect(
    () =>
      listenEverywhere({
        onScan: take,
        onDoubt: (code) => {
          sound('problem');
          setNotice({ kind: 'doubt', code });
        },
      }),
    [take],
  );
  return (
    <>
      {notice !== undefined && (
        <NoticeBar
          notice={notice}
          onTake={take}
          onCreate={(code) => {
            close();
            setCreated(code);
          }}
          onClaim={(code) => {
            close();
            setClaimed(code);
          }}
          onClose={close}
        />
      )}
      {claimed !== undefined && (
        <Suspense fallback={null}>
          <ClaimTag code={claimed} onClose={() => setClaimed(undefined)} />
        </Suspense>
      )}
      {created !== undefined && (
        <Suspense fallback={null}>
          <NewItem barcode={created} onClose={() => setCreated(undefined)} />
        </Suspense>
      )}
    </>
  );
}
