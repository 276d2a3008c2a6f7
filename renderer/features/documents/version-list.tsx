/** The versions of a document: what changed, who brought it and when; which one counts, and two beside each other. */
import { ActionIcon, Button, Menu, Modal, Select, Text } from '@mantine/core';
import { IconCheck, IconColumns2, IconDeviceLaptop, IconDots, IconEye, IconX } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { type DocumentVersion, documentVersions } from '../../../shared/features/documents/queries.ts';
import { bytesSaid } from '../../../shared/i18n/byte-words.ts';
import { documentMakeCurrent } from '../../../shared/mutations/file-mutations.ts';
import { useCan } from '../../app/contexts.ts';
import { FailureState } from '../../components/failure-state.tsx';
import { Tag } from '../../components/status-badge.tsx';
import { useMutate } from '../../data/use-mutate.ts';
import { useQuery } from '../../data/use-query.ts';
import { Thumb, WhereSign } from '../../files/thumb.tsx';
import { useWords } from '../../i18n/use-words.ts';
import { formatMoment, formatNumber } from '../../lib/format.ts';
import { ContentView } from '../../viewer/content-view.tsx';
import { type Looked, ViewerDialog } from '../../viewer/viewer-dialog.tsx';

type OfDocument = Readonly<{ id: string }>;

/** How many there are, beside the word of the part; nothing while there is one. */
export function VersionCount({ id }: OfDocument): ReactNode {
  const { language } = useWords();
  const count = useQuery(documentVersions, { id }).data?.length ?? 0;
  return count < 2 ? null : <span className="object-count num">{formatNumber(count, language)}</span>;
}

function useVersionName(): (version: DocumentVersion) => string {
  const { t } = useWords();
  return ({ version, isCurrent }) =>
    isCurrent ? t('documents.versionCurrent', { number: version }) : t('documents.version', { number: version });
}

type SideProps = Readonly<{
  versions: readonly DocumentVersion[];
  shown: string;
  label: string;
  onShow: (id: string) => void;
}>;

/** One half: which version, and what is in it. */
function Side({ versions, shown, label, onShow }: SideProps): ReactNode {
  const { language, t } = useWords();
  const nameOf = useVersionName();
  const version = versions.find(({ id }) => id === shown);
  return (
    <section className="compare-side" aria-label={label}>
      <header>
        <Select
          aria-label={label}
          allowDeselect={false}
          data={versions.map((each) => ({ value: each.id, label: nameOf(each) }))}
          value={shown}
          onChange={(id) => {
            if (id !== null) onShow(id);
          }}
        />
        {version !== undefined && (
          <span className="dim small cut">
            {[version.by, formatMoment(version.at, language), version.comment].filter(Boolean).join(' · ')}
          </span>
        )}
      </header>
      {version?.file === null || version === undefined ? (
        <Text p="md" c="dimmed">
          {t('documents.onlyPath')}
        </Text>
      ) : (
        <ContentView key={version.id} file={version.file} />
      )}
    </section>
  );
}

type CompareProps = Readonly<{
  versions: readonly DocumentVersion[];
  first: string;
  second: string;
  onClose: () => void;
}>;

/** Two versions beside each other, in the whole window. */
function Compare({ versions, first, second, onClose }: CompareProps): ReactNode {
  const { t } = useWords();
  const [left, setLeft] = useState(first);
  const [right, setRight] = useState(second);
  return (
    <Modal
      opened
      fullScreen
      withCloseButton={false}
      padding={0}
      aria-label={t('documents.compare')}
      classNames={{ body: 'viewer-dialog', content: 'viewer-window' }}
      transitionProps={{ duration: 0 }}
      onClose={onClose}
    >
      <header className="viewer-head">
        <b>{t('documents.compare')}</b>
        <span className="grow" />
        <ActionIcon
          variant="subtle"
          color="gray"
          size={44}
          aria-label={t('common.close')}
          title={`${t('common.close')} (Esc)`}
          onClick={onClose}
        >
          <IconX size={22} />
        </ActionIcon>
      </header>
      <div className="compare">
        <Side versions={versions} shown={left} label={t('documents.left')} onShow={setLeft} />
        <Side versions={versions} shown={right} label={t('documents.right')} onShow={setRight} />
      </div>
    </Modal>
  );
}

type LineProps = Readonly<{
  version: DocumentVersion;
  mayEdit: boolean;
  canCompare: boolean;
  onOpen: () => void;
  onCompare: () => void;
  onMakeCurrent: () => void;
}>;

function Acts({ version, mayEdit, canCompare, onOpen, onCompare, onMakeCurrent }: LineProps): ReactNode {
  const { t } = useWords();
  const name = t('documents.version', { number: version.version });
  return (
    <Menu position="bottom-end" withArrow>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size={36} aria-label={t('documents.versionActs', { name })}>
          <IconDots size={18} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconEye size={16} />} disabled={version.file === null} onClick={onOpen}>
          {t('documents.look')}
        </Menu.Item>
        {canCompare && (
          <Menu.Item leftSection={<IconColumns2 size={16} />} onClick={onCompare}>
            {t('documents.compareWithCurrent')}
          </Menu.Item>
        )}
        {mayEdit && !version.isCurrent && (
          <Menu.Item leftSection={<IconCheck size={16} />} onClick={onMakeCurrent}>
            {t('documents.makeCurrent')}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}

function Line(props: LineProps): ReactNode {
  const { version, onOpen } = props;
  const { t, language } = useWords();
  return (
    <li data-testid="version" data-current={version.isCurrent}>
      <button
        type="button"
        className="version-picture"
        aria-label={t('documents.lookAt', { number: version.version })}
        disabled={version.file === null}
        onClick={onOpen}
      >
        {version.file === null ? null : <Thumb file={version.file} />}
      </button>
      <div className="version-words">
        <span className="version-head">
          <b>{t('documents.version', { number: version.version })}</b>
          {version.isCurrent && (
            <Tag tone="ok" icon={IconCheck}>
              {t('documents.current')}
            </Tag>
          )}
          {version.file !== null && <WhereSign where={version.file.where} size={16} />}
          {version.isPending && (
            <span title={t('common.onlyHere')}>
              <IconDeviceLaptop size={14} role="img" aria-label={t('common.onlyHere')} />
            </span>
          )}
        </span>
        {version.comment !== null && <span className="version-comment">{version.comment}</span>}
        <span className="dim small">
          {[version.by, formatMoment(version.at, language), version.name, bytesSaid(version.size, language)]
            .filter(Boolean)
            .join(' · ')}
        </span>
      </div>
      <Acts {...props} />
    </li>
  );
}

export function VersionList({ id }: OfDocument): ReactNode {
  const { t, language } = useWords();
  const { data, failure } = useQuery(documentVersions, { id });
  const mayEdit = useCan('documents.edit');
  const mutate = useMutate();
  const [open, setOpen] = useState<string>();
  const [compared, setCompared] = useState<readonly [string, string]>();
  if (failure !== undefined) return <FailureState failure={failure} />;
  const versions = data ?? [];
  const current = versions.find(({ isCurrent }) => isCurrent);
  const [newest, before] = versions;
  const looked = versions.flatMap(({ id: key, file, comment, version }): Looked[] =>
    file === null
      ? []
      : [{ key, file, note: [t('documents.version', { number: version }), comment].filter(Boolean).join(' · ') }],
  );
  return (
    <div data-testid="versions">
      {newest !== undefined && before !== undefined && (
        <Button
          mb="xs"
          variant="default"
          leftSection={<IconColumns2 size={16} />}
          onClick={() => setCompared([before.id, newest.id])}
        >
          {t('documents.compareLast')}
        </Button>
      )}
      <ol className="versions" lang={language}>
        {versions.map((version) => (
          <Line
            key={version.id}
            version={version}
            mayEdit={mayEdit}
            canCompare={current !== undefined && current.id !== version.id}
            onOpen={() => setOpen(version.id)}
            onCompare={() => setCompared([version.id, current?.id ?? version.id])}
            onMakeCurrent={() => void mutate(documentMakeCurrent, { id, versionId: version.id })}
          />
        ))}
      </ol>
      {open !== undefined && (
        <ViewerDialog files={looked} open={open} onOpen={setOpen} onClose={() => setOpen(undefined)} />
      )}
      {compared !== undefined && (
        <Compare versions={versions} first={compared[0]} second={compared[1]} onClose={() => setCompared(undefined)} />
      )}
    </div>
  );
}
