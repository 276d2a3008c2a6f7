/** `#/schedule/rules`: what the theatre makes of collisions, rule by rule, with what each means. */
import { Button, NumberInput, SegmentedControl, Text } from '@mantine/core';
import { IconAlertTriangle, IconBan } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { type ScheduleRules, scheduleRules } from '../../../shared/features/schedule/queries.ts';
import { scheduleSetRule } from '../../../shared/mutations/schedule-rules.ts';
import { type CollisionCode, collisionCodes, MOST_REST_HOURS } from '../../../shared/rules/collisions.ts';
import { useCan } from '../../app/contexts.ts';
import { FailureState } from '../../components/failure-state.tsx';
import { Loading } from '../../components/loading.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { useMutate } from '../../data/use-mutate.ts';
import { useQuery } from '../../data/use-query.ts';
import { useWords } from '../../i18n/use-words.ts';
import { go } from '../../lib/go.ts';
import { PolicyRule } from '../availability/policy-rule.tsx';
import { SIGN } from './collision-list.tsx';
import './schedule.css';

type Rules = Readonly<{ rules: ScheduleRules }>;

/** How long people rest between days; kept when the field is left or Enter is pressed. */
function RestHours({ rules, mayChange }: Rules & Readonly<{ mayChange: boolean }>): ReactNode {
  const { t } = useWords();
  const mutate = useMutate();
  const seen = rules.policy.restHours;
  const [typed, setTyped] = useState<{ readonly from: number; readonly value: string | number }>();
  // What was typed over another value than stands there now is not meant any more.
  const value = typed?.from === seen ? typed.value : seen;
  const isGood = Number.isInteger(value) && Number(value) >= 0 && Number(value) <= MOST_REST_HOURS;
  const keep = (): void => {
    if (!isGood || value === seen) return;
    void mutate(scheduleSetRule, { restHours: Number(value), seen }).then((isKept) => {
      if (!isKept) setTyped(undefined);
    });
  };
  return (
    <NumberInput
      className="plan-rule-hours"
      label={t('schedule.rules.restHours')}
      value={value}
      min={0}
      max={MOST_REST_HOURS}
      clampBehavior="none"
      allowDecimal={false}
      disabled={!mayChange}
      error={isGood ? undefined : t('schedule.rules.badHours', { most: MOST_REST_HOURS })}
      onChange={(next) => setTyped({ from: seen, value: next })}
      onBlur={keep}
      onKeyDown={(pressed) => {
        if (pressed.key === 'Enter') keep();
      }}
    />
  );
}

function Rule({ code, rules, mayChange }: Rules & Readonly<{ code: CollisionCode; mayChange: boolean }>): ReactNode {
  const { t } = useWords();
  const mutate = useMutate();
  const seen = rules.policy.severity[code];
  const [Icon, tone] = SIGN[code];
  const count = rules.found[code] ?? 0;
  const title = t(`schedule.ruleTitle.${code}`);
  const choose = (chosen: string): void => {
    const severity = chosen === 'block' ? 'block' : 'warn';
    if (severity !== seen) void mutate(scheduleSetRule, { rule: code, severity, seen });
  };
  return (
    <li className="plan-rule" data-testid="schedule-rule" data-rule={code} data-severity={seen}>
      <span className="plan-rule-sign" data-mark={tone}>
        <Icon size={22} stroke={1.75} aria-hidden />
      </span>
      <div className="plan-rule-words">
        <h3>{title}</h3>
        <p className="dim">{t(`schedule.ruleMeans.${code}`)}</p>
        <p className="num" data-mark={count === 0 ? 'none' : 'some'}>
          {count === 0 ? t('schedule.rules.noneNow') : t('schedule.rules.foundNow', { count })}
        </p>
      </div>
      {code === 'person.rest' && <RestHours rules={rules} mayChange={mayChange} />}
      <SegmentedControl
        aria-label={t('schedule.rules.of', { rule: title })}
        value={seen}
        disabled={!mayChange}
        onChange={choose}
        data={[
          { value: 'warn', label: t('schedule.rules.warn') },
          { value: 'block', label: t('schedule.rules.block') },
        ]}
      />
    </li>
  );
}

function Loaded({ rules }: Rules): ReactNode {
  const { t } = useWords();
  const mayChange = useCan('settings.manage');
  return (
    <div className="plan-rules">
      <dl className="plan-rule-means">
        <dt>
          <IconAlertTriangle size={18} stroke={1.75} aria-hidden /> {t('schedule.rules.warn')}
        </dt>
        <dd className="dim">{t('schedule.rules.warnMeans')}</dd>
        <dt>
          <IconBan size={18} stroke={1.75} aria-hidden /> {t('schedule.rules.block')}
        </dt>
        <dd className="dim">{t('schedule.rules.blockMeans')}</dd>
      </dl>
      {!mayChange && (
        <Text c="dimmed" data-testid="rules-readonly">
          {t('schedule.rulesReadOnly')}
        </Text>
      )}
      <ul>
        {collisionCodes.map((code) => (
          <Rule key={code} code={code} rules={rules} mayChange={mayChange} />
        ))}
        <PolicyRule mayChange={mayChange} />
      </ul>
    </div>
  );
}

export function RulesPage(): ReactNode {
  const { t } = useWords();
  const { data, failure } = useQuery(scheduleRules, {});
  return (
    <>
      <PageHeader
        title={t('schedule.rules')}
        steps={[{ label: t('nav.schedule'), link: { to: '/schedule' } }]}
        aside={<Text maw={820}>{t('schedule.rulesHint')}</Text>}
      >
        <Button variant="default" onClick={() => go({ to: '/attention' })}>
          {t('schedule.rules.look')}
        </Button>
      </PageHeader>
      {failure !== undefined && data === undefined && <FailureState failure={failure} />}
      {data === undefined ? failure === undefined && <Loading /> : <Loaded rules={data} />}
    </>
  );
}
