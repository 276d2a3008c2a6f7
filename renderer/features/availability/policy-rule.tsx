/** What the theatre makes of a booking of which there are too few, beside its other rules. */
import { SegmentedControl } from '@mantine/core';
import { IconPackageOff } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { bookingPolicy } from '../../../shared/features/availability/queries.ts';
import { bookingSetPolicy } from '../../../shared/mutations/booking-policy.ts';
import { bookingPolicies } from '../../../shared/rules/booking-policy.ts';
import { useMutate } from '../../data/use-mutate.ts';
import { useQuery } from '../../data/use-query.ts';
import { useWords } from '../../i18n/use-words.ts';

export function PolicyRule({ mayChange }: Readonly<{ mayChange: boolean }>): ReactNode {
  const { t } = useWords();
  const mutate = useMutate();
  const seen = useQuery(bookingPolicy, {}).data;
  if (seen === undefined) return null;
  return (
    <li className="plan-rule" data-testid="booking-policy" data-policy={seen}>
      <span className="plan-rule-sign" data-mark="warn">
        <IconPackageOff size={22} stroke={1.75} aria-hidden />
      </span>
      <div className="plan-rule-words">
        <h3>{t('booking.policy')}</h3>
        <p className="dim">{t('booking.policyMeans')}</p>
      </div>
      <SegmentedControl
        aria-label={t('booking.policy')}
        value={seen}
        disabled={!mayChange}
        onChange={(chosen) => {
          const policy = bookingPolicies.find((one) => one === chosen);
          if (policy !== undefined && policy !== seen) void mutate(bookingSetPolicy, { policy, seen });
        }}
        data={bookingPolicies.map((policy) => ({ value: policy, label: t(`booking.policy.${policy}`) }))}
      />
    </li>
  );
}
