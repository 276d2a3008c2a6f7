/** Sizes of a label and of what it is printed on, and its code. */
import { Checkbox, NumberInput, Select, Text, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import {
  fieldsOf,
  type LabelDesign,
  labelKinds,
  type SheetMedia,
  symbologies,
} from '../../../shared/labels/label-design.ts';
import { useWords } from '../../i18n/use-words.ts';
import { decimalMark } from '../../lib/numbers.ts';
import type { Drafted } from './use-template-draft.ts';

type Props = Readonly<{ drafted: Drafted; onChange: (drafted: Drafted) => void }>;
type DesignProps = Readonly<{ design: LabelDesign; onChange: (changes: Partial<LabelDesign>) => void }>;

const A4: SheetMedia = {
  kind: 'sheet',
  width: 210,
  height: 297,
  columns: 1,
  rows: 1,
  left: 0,
  top: 0,
  gapX: 0,
  gapY: 0,
};
const SIDES = ['left', 'right', 'top', 'bottom'] as const;
const ALIGNS = ['left', 'center'] as const;

type NumberProps = Readonly<{ label: string; value: number; onChange: (value: number) => void; isWhole?: boolean }>;

function Millimetres({ label, value, onChange, isWhole = false }: NumberProps): ReactNode {
  const { language } = useWords();
  return (
    <NumberInput
      label={label}
      value={value}
      min={0}
      step={isWhole ? 1 : 0.5}
      allowDecimal={!isWhole}
      decimalScale={2}
      decimalSeparator={decimalMark(language)}
      onChange={(typed) => onChange(Number(typed) || 0)}
    />
  );
}

function MediaFields({ design, onChange }: DesignProps): ReactNode {
  const { t } = useWords();
  const { media } = design;
  const mediaKinds = ['sheet', 'roll'] as const;
  const SIZES = [
    ['width', 'sheetWidth'],
    ['height', 'sheetHeight'],
    ['columns', 'columns'],
    ['rows', 'rows'],
    ['left', 'left'],
    ['top', 'top'],
    ['gapX', 'gapX'],
    ['gapY', 'gapY'],
  ] as const;
  return (
    <div className="label-fields">
      <Select
        label={t('labels.media')}
        data={mediaKinds.map((value) => ({ value, label: t(`labels.media.${value}`) }))}
        value={media.kind}
        allowDeselect={false}
        onChange={(value) => onChange({ media: value === 'roll' ? { kind: 'roll' } : A4 })}
      />
      {media.kind === 'sheet' &&
        SIZES.map(([name, word]) => (
          <Millimetres
            key={name}
            label={t(`labels.${word}`)}
            value={media[name]}
            isWhole={name === 'columns' || name === 'rows'}
            onChange={(value) => onChange({ media: { ...media, [name]: value } })}
          />
        ))}
    </div>
  );
}

function CodeFields({ design, onChange }: DesignProps): ReactNode {
  const { t } = useWords();
  const { code } = design;
  return (
    <div className="label-fields">
      <Select
        label={t('labels.code')}
        data={['none' as const, ...symbologies].map((value) => ({ value, label: t(`labels.code.${value}`) }))}
        value={code?.symbology ?? 'none'}
        allowDeselect={false}
        onChange={(value) => {
          const symbology = symbologies.find((each) => each === value);
          const side = code?.side ?? (symbology === 'code128' ? 'bottom' : 'left');
          onChange({ code: symbology === undefined ? null : { symbology, side } });
        }}
      />
      {code !== null && (
        <Select
          label={t('labels.side')}
          data={SIDES.map((value) => ({ value, label: t(`labels.side.${value}`) }))}
          value={code.side}
          allowDeselect={false}
          onChange={(value) => onChange({ code: { ...code, side: SIDES.find((each) => each === value) ?? 'left' } })}
        />
      )}
      <Select
        label={t('labels.align')}
        data={ALIGNS.map((value) => ({ value, label: t(`labels.align.${value}`) }))}
        value={design.align}
        allowDeselect={false}
        onChange={(value) => onChange({ align: value === 'center' ? 'center' : 'left' })}
      />
    </div>
  );
}

export function DesignFields({ drafted, onChange }: Props): ReactNode {
  const { t } = useWords();
  const { name, kind, design } = drafted;
  const change = (changes: Partial<LabelDesign>): void => onChange({ ...drafted, design: { ...design, ...changes } });
  return (
    <>
      <div className="label-fields">
        <TextInput
          label={t('labels.name')}
          value={name}
          maxLength={100}
          required
          onChange={(event) => onChange({ ...drafted, name: event.currentTarget.value })}
        />
        <Select
          label={t('labels.kind')}
          data={labelKinds.map((value) => ({ value, label: t(`labels.kind.${value}`) }))}
          value={kind}
          allowDeselect={false}
          onChange={(value) => {
            const wanted = labelKinds.find((each) => each === value) ?? kind;
            // Lines that labels of that kind do not have go.
            const lines = design.lines.filter(({ field }) => fieldsOf[wanted].includes(field));
            onChange({ ...drafted, kind: wanted, design: { ...design, lines } });
          }}
        />
      </div>
      <Text fw={560}>{t('labels.size')}</Text>
      <div className="label-fields">
        {(['width', 'height', 'padding'] as const).map((size) => (
          <Millimetres
            key={size}
            label={t(`labels.${size}`)}
            value={design[size]}
            onChange={(value) => change({ [size]: value })}
          />
        ))}
        <Checkbox
          mt="auto"
          mb={8}
          label={t('labels.hasBorder')}
          checked={design.hasBorder}
          onChange={(event) => change({ hasBorder: event.currentTarget.checked })}
        />
      </div>
      <MediaFields design={design} onChange={change} />
      <CodeFields design={design} onChange={change} />
    </>
  );
}
