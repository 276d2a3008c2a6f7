/** A status in word, sign and hue: readable without the hue. What is as it should be stays quiet. */
import {
  IconAlertTriangle,
  IconCircleCheck,
  IconCircleX,
  IconClock,
  IconInfoCircle,
  IconTool,
  type TablerIcon,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { statusName } from '../../shared/i18n/names.ts';
import type { Column } from '../../shared/schema/define.ts';
import { useWords } from '../i18n/use-words.ts';

/** What a status means to whoever looks; colour and sign follow from it. */
export type Tone = 'ok' | 'info' | 'warn' | 'bad' | 'plain';

const LOOKS: Readonly<Record<string, readonly [tone: Tone, icon: TablerIcon]>> = {
  reserved: ['info', IconClock],
  on_stage: ['info', IconInfoCircle],
  on_tour: ['info', IconInfoCircle],
  in_repair: ['warn', IconTool],
  counting: ['info', IconClock],
  review: ['warn', IconAlertTriangle],
  posted: ['ok', IconCircleCheck],
  submitted: ['info', IconClock],
  approved: ['ok', IconCircleCheck],
  rejected: ['bad', IconCircleX],
  poor: ['bad', IconAlertTriangle],
  fair: ['warn', IconAlertTriangle],
};

/** A few words on a soft ground, with an optional sign before them. */
export function Tag({
  tone,
  icon: Icon,
  children,
}: Readonly<{ tone: Tone; icon?: TablerIcon; children: ReactNode }>): ReactNode {
  return (
    <span className="tag" data-tone={tone}>
      {Icon !== undefined && <Icon size={14} stroke={2} aria-hidden />}
      {children}
    </span>
  );
}

/** `column`: where the status stands, so that its word agrees with what has it. */
export function StatusBadge({ status, column }: Readonly<{ status: string; column?: Column | undefined }>): ReactNode {
  const { language } = useWords();
  const [tone, icon] = LOOKS[status] ?? ['plain', undefined];
  return (
    <Tag tone={tone} {...(icon === undefined ? {} : { icon })}>
      {statusName(status, language, column)}
    </Tag>
  );
}
