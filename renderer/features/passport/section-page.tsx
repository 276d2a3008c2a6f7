/** A section as a page that is read, with the switch of variants above it; or being written. */
import { ActionIcon, Alert, Button, Menu, Switch, Tooltip } from '@mantine/core';
import {
  IconArrowDown,
  IconArrowUp,
  IconDots,
  IconGitBranch,
  IconMaximize,
  IconPencil,
  IconTrash,
} from '@tabler/icons-react';
import { type ReactNode, useMemo, useState } from 'react';
import type { Passport } from '../../../shared/features/passport/queries.ts';
import { passportMove, passportReplaceInVariant } from '../../../shared/mutations/passport-mutations.ts';
import { newId } from '../../data/new-id.ts';
import { useMutate } from '../../data/use-mutate.ts';
import { useDraft } from '../../form/use-draft.ts';
import { useWords } from '../../i18n/use-words.ts';
import { formatMoment } from '../../lib/format.ts';
import { MarkdownView } from '../../markdown/markdown-view.tsx';
import { mergedText } from '../../markdown/merged-text.ts';
import { useDeletions } from '../../store/deletion-store.ts';
import { type PassportPlace, turnTo } from './passport-address.ts';
import { arrange, inOrder, type PlacedSection } from './passport-model.ts';
import { CONTENT, draftName } from './section-draft.ts';
import { SectionEditor } from './section-editor.tsx';
import { usePictureViewer } from './section-files.tsx';
import { VariantSwitch } from './variant-switch.tsx';

type Props = Readonly<{
  passport: Passport;
  place: PassportPlace;
  section: PlacedSection;
  isEditing: boolean;
  onEdit: (isOn: boolean) => void;
  /** The variant has a section of its own now. */
  onReplaced: (id: string) => void;
}>;

/** Where a section stands among those of its department that may be put in order. */
function useMoves({ passport, place, section }: Pick<Props, 'passport' | 'place' | 'section'>): {
  readonly up: (() => void) | undefined;
  readonly down: (() => void) | undefined;
} {
  const mutate = useMutate();
  const moved = section.base ?? section.row;
  const neighbours = inOrder(arrange(passport, place.variant))
    .map(({ base, row }) => base ?? row)
    .filter((each) => each.department_id === moved.department_id);
  const at = neighbours.findIndex(({ id }) => id === moved.id);
  const seenAfterId = neighbours[at - 1]?.id ?? null;
  const behind = (afterId: string | null) => (): void => {
    void mutate(passportMove, { id: moved.id, afterId, seenAfterId });
  };
  const next = neighbours[at + 1];
  return {
    up: at > 0 ? behind(neighbours[at - 2]?.id ?? null) : undefined,
    down: next === undefined ? undefined : behind(next.id),
  };
}

function Acts(props: Props): ReactNode {
  const { t } = useWords();
  const { place, section, onEdit } = props;
  const { up, down } = useMoves(props);
  const askToDelete = useDeletions((state) => state.askToDelete);
  const mayDelete = section.row.mayEdit;
  const isShared = place.variant !== null && section.kind === 'base';
  return (
    <>
      <Tooltip label={`${t('passport.read')} · L`}>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={32}
          aria-label={t('passport.read')}
          aria-keyshortcuts="L"
          onClick={() => turnTo({ ...place, isRead: true })}
        >
          <IconMaximize size={18} />
        </ActionIcon>
      </Tooltip>
      {section.row.mayWrite && (
        <Tooltip label={`${t(isShared ? 'passport.editShared' : 'passport.edit')} · E`}>
          <ActionIcon
            variant="subtle"
            color="gray"
            size={32}
            aria-label={t(isShared ? 'passport.editShared' : 'passport.edit')}
            aria-keyshortcuts="E"
            onClick={() => onEdit(true)}
          >
            <IconPencil size={18} />
          </ActionIcon>
        </Tooltip>
      )}
      {section.row.mayEdit && (
        <Menu position="bottom-end">
          <Menu.Target>
            <ActionIcon variant="subtle" color="gray" size={32} aria-label={t('passport.more')}>
              <IconDots size={18} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item leftSection={<IconArrowUp size={16} />} disabled={up === undefined} onClick={up}>
              {t('passport.up')}
            </Menu.Item>
            <Menu.Item leftSection={<IconArrowDown size={16} />} disabled={down === undefined} onClick={down}>
              {t('passport.down')}
            </Menu.Item>
            {mayDelete && (
              <Menu.Item
                leftSection={<IconTrash size={16} />}
                onClick={() => askToDelete({ table: 'passport_sections', id: section.row.id })}
              >
                {t('passport.delete')}
              </Menu.Item>
            )}
          </Menu.Dropdown>
        </Menu>
      )}
    </>
  );
}

/** In the variant there is the text of all; a section of its own begins with it. */
function OfferOwn({ passport, place, section, onReplaced }: Props): ReactNode {
  const { t } = useWords();
  const mutate = useMutate();
  const variant = passport.variants.find(({ id }) => id === place.variant);
  if (variant === undefined || section.kind !== 'base' || !section.row.mayEdit) return null;
  const begin = async (): Promise<void> => {
    const id = newId();
    const isSaved = await mutate(passportReplaceInVariant, {
      id,
      sectionId: section.row.id,
      variantId: variant.id,
    });
    if (isSaved) onReplaced(id);
  };
  return (
    <p className="passport-shared">
      <span className="dim">{t('passport.shared')}</span>
      <Button
        size="compact-sm"
        variant="default"
        leftSection={<IconGitBranch size={15} />}
        onClick={() => void begin()}
      >
        {t('passport.makeOwn', { variant: variant.name })}
      </Button>
    </p>
  );
}

/** Two people replaced the section without knowing of each other. */
function Doubles({ section }: Readonly<{ section: PlacedSection }>): ReactNode {
  const { t, language } = useWords();
  const askToDelete = useDeletions((state) => state.askToDelete);
  const [shown, setShown] = useState<string>();
  return section.doubles.map((double) => (
    <Alert key={double.id} color="orange" p="xs" title={t('passport.doubleTitle')} data-testid="double">
      {t('passport.doubleHint', {
        by: double.changedBy ?? '',
        at: formatMoment(double.changedAt ?? double.created_at, language),
      })}
      <div className="passport-acts">
        <Button
          size="compact-sm"
          variant="default"
          onClick={() => setShown(shown === double.id ? undefined : double.id)}
        >
          {t(shown === double.id ? 'passport.hideOther' : 'passport.showOther')}
        </Button>
        {double.mayEdit && (
          <Button
            size="compact-sm"
            variant="default"
            onClick={() => askToDelete({ table: 'passport_sections', id: double.id })}
          >
            {t('passport.dropOther')}
          </Button>
        )}
        {section.row.mayEdit && (
          <Button
            size="compact-sm"
            variant="default"
            onClick={() => askToDelete({ table: 'passport_sections', id: section.row.id })}
          >
            {t('passport.takeOther')}
          </Button>
        )}
      </div>
      {shown === double.id && <DifferingText before={section.row.content} after={double.content} />}
    </Alert>
  ));
}

/** A text, with what is otherwise than in another marked line by line. */
export function DifferingText({ before, after }: Readonly<{ before: string; after: string }>): ReactNode {
  const { text, marks } = useMemo(() => mergedText(before, after), [before, after]);
  return <MarkdownView text={text} marks={marks} />;
}

function Text({ section, hasMarks }: Readonly<{ section: PlacedSection; hasMarks: boolean }>): ReactNode {
  const { t } = useWords();
  const { row, base } = section;
  const { show, viewer } = usePictureViewer();
  const isMarked = hasMarks && section.kind === 'replaced' && base !== null;
  const { text, marks } = useMemo(
    () => (isMarked ? mergedText(base.content, row.content) : { text: row.content, marks: undefined }),
    [isMarked, base, row.content],
  );
  return (
    <>
      <h2 className="passport-title" data-mark={hasMarks && section.kind === 'added' ? 'fresh' : undefined}>
        {row.title}
      </h2>
      {row.content.trim() === '' && <p className="dim">{t('passport.nothingWritten')}</p>}
      <MarkdownView text={text} {...(marks === undefined ? {} : { marks })} onPicture={show} />
      {viewer}
    </>
  );
}

/** Somebody wrote here and did not save. */
function LeftDraft({ section, onEdit }: Pick<Props, 'section' | 'onEdit'>): ReactNode {
  const { t } = useWords();
  const { fields, drop } = useDraft(draftName(section.row.id));
  if (fields[CONTENT] === undefined) return null;
  return (
    <Alert color="orange" p="xs" data-testid="left-draft">
      {t('passport.left')}
      <div className="passport-acts">
        <Button size="compact-sm" onClick={() => onEdit(true)}>
          {t('passport.goOn')}
        </Button>
        <Button size="compact-sm" variant="default" onClick={() => drop([CONTENT])}>
          {t('passport.giveUp')}
        </Button>
      </div>
    </Alert>
  );
}

export function SectionPage(props: Props): ReactNode {
  const { t } = useWords();
  const { passport, place, section, isEditing, onEdit } = props;
  const [hasMarks, setMarks] = useState(true);
  if (isEditing) {
    const own = passport.variants.find(({ id }) => id === section.row.variant_id)?.name;
    const shared = passport.variants.length === 0 ? null : t('passport.shared');
    return (
      <SectionEditor
        key={section.row.id}
        section={section}
        whose={own === undefined ? shared : t('passport.ownText', { variant: own })}
        onClose={() => onEdit(false)}
      />
    );
  }
  return (
    <article className="passport-page scroll-column" tabIndex={0} aria-label={section.row.title} data-testid="section">
      <div className="passport-paper">
        <div className="passport-bar">
          <VariantSwitch passport={passport} place={place} sectionId={(section.base ?? section.row).id} />
          <span className="grow" />
          {place.variant !== null && (
            <Switch
              size="sm"
              color="var(--info)"
              label={t('passport.showDifferences')}
              checked={hasMarks}
              onChange={(event) => setMarks(event.currentTarget.checked)}
            />
          )}
          <Acts {...props} />
        </div>
        <LeftDraft section={section} onEdit={onEdit} />
        <Doubles section={section} />
        <OfferOwn {...props} />
        <Text section={section} hasMarks={hasMarks} />
      </div>
    </article>
  );
}
