/**
 * Labels of what was chosen: which template, from which label of a half-used sheet on, how it will look, and the file
 * or the printer that it goes to.
 */
import {
  Alert,
  Button,
  Collapse,
  Group,
  NumberInput,
  Progress,
  Select,
  Stack,
  Text,
  UnstyledButton,
} from '@mantine/core';
import { IconChevronDown, IconChevronRight, IconFileTypePdf, IconPrinter, IconTag } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { type LabelTemplate, labelTemplates } from '../../../shared/features/labels/queries.ts';
import {
  type LabelPreview,
  type LabelStanding,
  type LabelsAsked,
  type LabelTargets,
  type MadeLabels,
  MOST_LABELS,
} from '../../../shared/ipc/label-contract.ts';
import { type LabelDesign, type LabelKind, labelsPerSheet } from '../../../shared/labels/label-design.ts';
import { labelNotices } from '../../../shared/labels/label-drawing.ts';
import { MOST_SHIFT_MM, startOn } from '../../../shared/labels/label-places.ts';
import { presetKeys } from '../../../shared/labels/presets.ts';
import { MOST_TAGS } from '../../../shared/rules/tag-code.ts';
import { Dialog } from '../../components/dialog.tsx';
import { Loading } from '../../components/loading.tsx';
import { useQuery } from '../../data/use-query.ts';
import { useWords } from '../../i18n/use-words.ts';
import { useFailureText } from '../../lib/failure-text.ts';
import { formatDateTime, formatNumber } from '../../lib/format.ts';
import { decimalMark } from '../../lib/numbers.ts';
import { type LabelSubject, useLabels, usePrinter } from '../../store/label-store.ts';
import { designOfChoice, ownChoice, presetChoice, sourceOf, standingChoice } from './label-choice.ts';
import { SheetPicture } from './sheet-picture.tsx';
import { SheetTurner } from './sheet-turner.tsx';
import { type Making, useMakeLabels } from './use-make-labels.ts';
import { usePreview } from './use-preview.ts';
import './labels.css';

const NO_TEMPLATES: readonly LabelTemplate[] = [];
const MOST_COPIES = 99;
const FIRST_TAGS = 24;
const NEW_BATCH = 'new';

/** What the person chooses. */
interface Choices {
  readonly template: string;
  /** Blank tags of before, by the id of their batch; null: new ones. */
  readonly batch: string | null;
  readonly count: number;
  readonly copies: number;
  readonly startAt: number;
  readonly sheet: number;
}
type Change = (changes: Partial<Choices>) => void;

const wholeOf = (value: number | string, least: number, most: number): number =>
  Math.min(most, Math.max(least, Math.trunc(Number(value)) || least));

type TemplateProps = Readonly<{
  kind: LabelKind;
  templates: readonly LabelTemplate[];
  value: string;
  onChoose: (template: string) => void;
}>;

function TemplateChoice({ kind, templates, value, onChoose }: TemplateProps): ReactNode {
  const { t } = useWords();
  const own = templates.filter((template) => template.kind === kind);
  const ready = {
    group: t('labels.presets'),
    items: presetKeys.map((key) => ({ value: presetChoice(key), label: t(`labels.preset.${key}`) })),
  };
  const groups = [
    ...(own.length === 0
      ? []
      : [
          {
            group: t('labels.ownTemplates'),
            items: own.map(({ id, name }) => ({ value: ownChoice(id), label: name })),
          },
        ]),
    ready,
  ];
  return (
    <Select
      label={t('labels.template')}
      data={groups}
      value={value}
      allowDeselect={false}
      searchable
      onChange={(chosen) => {
        if (chosen !== null) onChoose(chosen);
      }}
    />
  );
}

/** What this machine's printer needs. */
function PrinterFields(): ReactNode {
  const { t, language } = useWords();
  const { shift, dpi, setShift, setDpi } = usePrinter();
  const [isOpen, setOpen] = useState(false);
  const Chevron = isOpen ? IconChevronDown : IconChevronRight;
  const mm = {
    min: -MOST_SHIFT_MM,
    max: MOST_SHIFT_MM,
    step: 0.1,
    decimalScale: 2,
    decimalSeparator: decimalMark(language),
  } as const;
  return (
    <div>
      <UnstyledButton aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        <Group gap={4}>
          <Chevron size={16} aria-hidden />
          <Text size="sm">{t('labels.shift')}</Text>
        </Group>
      </UnstyledButton>
      <Collapse expanded={isOpen}>
        <Stack gap="xs" pt="xs">
          <Group grow gap="xs">
            <NumberInput
              {...mm}
              label={t('labels.shiftX')}
              value={shift.x}
              onChange={(x) => setShift({ ...shift, x: Number(x) || 0 })}
            />
            <NumberInput
              {...mm}
              label={t('labels.shiftY')}
              value={shift.y}
              onChange={(y) => setShift({ ...shift, y: Number(y) || 0 })}
            />
          </Group>
          <Text size="xs" c="dimmed">
            {t('labels.shiftHint')}
          </Text>
          <Select
            label={t('labels.dpi')}
            data={[203, 300].map((each) => ({ value: String(each), label: t('labels.dpiValue', { dpi: each }) }))}
            value={String(dpi)}
            allowDeselect={false}
            onChange={(value) => setDpi(value === '300' ? 300 : 203)}
          />
          <Text size="xs" c="dimmed">
            {t('labels.zplHint')}
          </Text>
        </Stack>
      </Collapse>
    </div>
  );
}

/** New tags, or those of a batch that was made on this laptop before. */
function BatchChoice({ batch, onChange }: Readonly<{ batch: string | null; onChange: Change }>): ReactNode {
  const { t, language } = useWords();
  const batches = usePrinter((state) => state.batches);
  if (batches.length === 0) return null;
  const data = [
    { value: NEW_BATCH, label: t('labels.newBatch') },
    ...batches.map(({ id, at, codes }) => ({
      value: id,
      label: t('labels.batchOf', {
        at: formatDateTime(at, language),
        count: codes.length,
        number: formatNumber(codes.length, language),
      }),
    })),
  ];
  return (
    <Select
      label={t('labels.batch')}
      data={data}
      value={batch ?? NEW_BATCH}
      allowDeselect={false}
      onChange={(value) => onChange({ batch: value === NEW_BATCH ? null : value, sheet: 0 })}
    />
  );
}

type FieldsProps = Readonly<{
  subject: LabelSubject;
  choices: Choices;
  design: LabelDesign | undefined;
  onChange: Change;
}>;

function Fields({ subject, choices, design, onChange }: FieldsProps): ReactNode {
  const { t } = useWords();
  const isSheet = design?.media.kind === 'sheet';
  return (
    <>
      {subject.kind === 'blank' && <BatchChoice batch={choices.batch} onChange={onChange} />}
      {subject.kind === 'blank' && choices.batch === null && (
        <NumberInput
          label={t('labels.count')}
          data-autofocus
          description={t('labels.blankHint')}
          value={choices.count}
          min={1}
          max={MOST_TAGS}
          allowDecimal={false}
          onChange={(value) => onChange({ count: wholeOf(value, 1, MOST_TAGS), sheet: 0 })}
        />
      )}
      <Group grow gap="xs" align="start">
        <NumberInput
          label={t('labels.copies')}
          {...(subject.kind === 'blank' ? {} : { 'data-autofocus': true })}
          value={choices.copies}
          min={1}
          max={MOST_COPIES}
          allowDecimal={false}
          onChange={(value) => onChange({ copies: wholeOf(value, 1, MOST_COPIES), sheet: 0 })}
        />
        {isSheet && (
          <NumberInput
            label={t('labels.startAt')}
            value={startOn(design, choices.startAt)}
            min={1}
            max={labelsPerSheet(design)}
            allowDecimal={false}
            data-testid="start-at"
            onChange={(value) => onChange({ startAt: wholeOf(value, 1, labelsPerSheet(design)), sheet: 0 })}
          />
        )}
      </Group>
      {isSheet && labelsPerSheet(design) > 1 && (
        <Text size="xs" c="dimmed">
          {t('labels.startHint')}
        </Text>
      )}
    </>
  );
}

/** How many, and what has to be said of some of them. */
function Summary({ preview, isCutOff }: Readonly<{ preview: LabelPreview; isCutOff: boolean }>): ReactNode {
  const { t, language } = useWords();
  const number = (count: number) => ({ count, number: formatNumber(count, language) });
  const notes = [
    ...(isCutOff ? [t('labels.tooMany', { number: formatNumber(MOST_LABELS, language) })] : []),
    ...(preview.missing > 0 ? [t('labels.missing', number(preview.missing))] : []),
    ...labelNotices.flatMap((notice) => {
      const count = preview.notices[notice];
      return count > 0 ? [t(`labels.notice.${notice}`, number(count))] : [];
    }),
  ];
  return (
    <div aria-live="polite">
      <Text fw={560} className="num" data-testid="label-total">
        {t('labels.total', number(preview.count))} · {t('labels.sheets', number(preview.sheets))}
      </Text>
      {notes.map((note) => (
        <Text key={note} size="sm" c="dimmed" role="note">
          {note}
        </Text>
      ))}
    </div>
  );
}

type MakeProps = Readonly<{ making: Making; asked: Omit<LabelsAsked, 'sheet'> | undefined; isEmpty: boolean }>;

function MakeButtons({ making, asked, isEmpty }: MakeProps): ReactNode {
  const { t } = useWords();
  const isOff = asked === undefined || isEmpty || making.isBusy;
  const make = (how: 'print' | 'pdf' | 'zpl') => () => {
    if (asked !== undefined) void making.make(asked, how);
  };
  return (
    <Group gap="xs" className="dialog-acts">
      <Button type="submit" disabled={isOff} loading={making.isBusy} leftSection={<IconPrinter size={16} />}>
        {t('labels.printNow')}
      </Button>
      <Button variant="default" disabled={isOff} leftSection={<IconFileTypePdf size={16} />} onClick={make('pdf')}>
        {t('labels.savePdf')}
      </Button>
      <Button variant="default" disabled={isOff} leftSection={<IconTag size={16} />} onClick={make('zpl')}>
        {t('labels.saveZpl')}
      </Button>
    </Group>
  );
}

/** How far it is, for whoever has asked for thousands. */
function Standing({ standing, onStop }: Readonly<{ standing: LabelStanding; onStop: () => void }>): ReactNode {
  const { t, language } = useWords();
  const { drawn, all } = standing;
  const text = t(drawn < all ? 'labels.drawn' : 'labels.putTogether', {
    drawn: formatNumber(drawn, language),
    all: formatNumber(all, language),
  });
  return (
    <Group gap="sm" wrap="nowrap" data-testid="labels-standing">
      <div className="grow">
        <Text size="sm" className="num" role="status">
          {text}
        </Text>
        <Progress value={(100 * drawn) / Math.max(1, all)} aria-label={t('labels.progress')} />
      </div>
      <Button variant="default" onClick={onStop}>
        {t('labels.stop')}
      </Button>
    </Group>
  );
}

function Made({ made }: Readonly<{ made: MadeLabels }>): ReactNode {
  const { t, language } = useWords();
  const { codes, file } = made;
  return (
    <Alert color="green" p="xs" role="status" data-testid="labels-made">
      {t('labels.saved', { name: file.name })}
      {codes.length > 0 && (
        <div>{t('labels.madeTags', { count: codes.length, number: formatNumber(codes.length, language) })}</div>
      )}
    </Alert>
  );
}

function useChoices(kind: LabelKind, templates: readonly LabelTemplate[]): readonly [Choices, Change] {
  const { chosen, choose } = usePrinter();
  const template = standingChoice(chosen[kind], kind, templates);
  const [rest, setRest] = useState<Omit<Choices, 'template'>>({
    batch: null,
    count: FIRST_TAGS,
    copies: 1,
    startAt: 1,
    sheet: 0,
  });
  const change: Change = ({ template: wanted, ...changes }) => {
    if (wanted !== undefined) choose(kind, wanted);
    setRest((before) => ({ ...before, ...changes }));
  };
  return [{ ...rest, template }, change];
}

/** `codes` are those of blank tags that are printed once more. */
function targetsOf(subject: LabelSubject, count: number, codes: readonly string[] | undefined): LabelTargets {
  if (subject.kind !== 'blank') return { kind: subject.kind, ids: subject.ids };
  return codes === undefined ? { kind: 'blank', count } : { kind: 'blank', count: codes.length, codes };
}

function PrintDialog({ subject, onClose }: Readonly<{ subject: LabelSubject; onClose: () => void }>): ReactNode {
  const { t, language } = useWords();
  const said = useFailureText();
  const answered = useQuery(labelTemplates, {});
  const templates = answered.data ?? NO_TEMPLATES;
  const [choices, change] = useChoices(subject.kind, templates);
  const shift = usePrinter((state) => state.shift);
  const again = usePrinter((state) => state.batches.find(({ id }) => id === choices.batch));
  const design = designOfChoice(choices.template, subject.kind, templates);
  const asked =
    answered.data === undefined
      ? undefined
      : {
          label: sourceOf(choices.template),
          targets: targetsOf(subject, choices.count, again?.codes),
          startAt: design === undefined ? 1 : startOn(design, choices.startAt),
          copies: choices.copies,
          shift,
          language,
        };
  const { preview, failure } = usePreview(asked === undefined ? undefined : { ...asked, sheet: choices.sheet });
  const making = useMakeLabels();
  const canStart = design?.media.kind === 'sheet' && choices.sheet === 0 && labelsPerSheet(design) > 1;
  return (
    <Dialog onClose={onClose} size="min(1080px, 96vw)" title={t(`labels.title.${subject.kind}`)} returnFocus>
      <form
        className="label-dialog"
        data-testid="print-labels"
        onSubmit={(event) => {
          event.preventDefault();
          if (asked !== undefined && !making.isBusy) void making.make(asked, 'print');
        }}
      >
        <div className="label-desk">
          {preview === undefined ? (
            failure === undefined && <Loading />
          ) : (
            <>
              <SheetPicture
                preview={preview}
                startAt={choices.sheet === 0 ? (asked?.startAt ?? 1) : 1}
                onStart={canStart ? (startAt) => change({ startAt, sheet: 0 }) : undefined}
              />
              <SheetTurner sheet={choices.sheet} sheets={preview.sheets} onTurn={(sheet) => change({ sheet })} />
            </>
          )}
        </div>
        <Stack gap="sm">
          <TemplateChoice
            kind={subject.kind}
            templates={templates}
            value={choices.template}
            onChoose={(template) => change({ template, sheet: 0 })}
          />
          <Fields subject={subject} choices={choices} design={design} onChange={change} />
          <PrinterFields />
          {preview !== undefined && (
            <Summary preview={preview} isCutOff={subject.kind !== 'blank' && subject.isCutOff} />
          )}
          {(failure !== undefined || making.problem !== undefined) && (
            <Alert color="orange" p="xs" role="alert">
              {making.problem ?? (failure === undefined ? '' : said(failure))}
            </Alert>
          )}
          {making.made !== undefined && <Made made={making.made} />}
          {making.standing !== undefined && <Standing standing={making.standing} onStop={making.stop} />}
          <MakeButtons making={making} asked={asked} isEmpty={preview?.count === 0} />
        </Stack>
      </form>
    </Dialog>
  );
}

/** Stands wherever it was asked for. */
export function PrintLabels(): ReactNode {
  const { subject, close } = useLabels();
  return subject === undefined ? null : <PrintDialog subject={subject} onClose={close} />;
}

/** The same for Ctrl K: tags that belong to nothing yet. */
export function PrintBlankTags({ onClose }: Readonly<{ onClose: () => void }>): ReactNode {
  return <PrintDialog subject={{ kind: 'blank' }} onClose={onClose} />;
}
