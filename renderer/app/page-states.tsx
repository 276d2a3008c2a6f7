/** What stands in place of a page: while it is loaded, when it could not be, when there is none. */
import { Alert, Button, Group } from '@mantine/core';
import { IconAlertCircle, IconMapPinQuestion } from '@tabler/icons-react';
import { type ErrorComponentProps, Link, useLocation } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { pages } from '../../shared/ipc/pages.ts';
import { EmptyState } from '../components/empty-state.tsx';
import { Loading } from '../components/loading.tsx';
import { Way } from '../components/way.tsx';
import { useWords } from '../i18n/use-words.ts';

/** The heading says already where one will be. */
export function LoadingPage(): ReactNode {
  const { t } = useWords();
  const { pathname } = useLocation();
  const page = pages.find((name) => pathname.split('/')[1] === name);
  return (
    <>
      {page !== undefined && <Way title={t(`nav.${page}`)} />}
      <Loading />
    </>
  );
}

/** A part of the program that did not arrive, or a page that broke. Nothing that was saved is concerned. */
export function PageFailure({ error }: ErrorComponentProps): ReactNode {
  const { t } = useWords();
  return (
    <>
      <Way title={t('page.failedTitle')} />
      <Alert m="md" color="red" icon={<IconAlertCircle />} title={t('page.failed')} data-testid="page-failure">
        {t('page.failedHint')}
        <Group mt="sm">
          <Button variant="default" onClick={() => window.location.reload()}>
            {t('page.reload')}
          </Button>
        </Group>
        <p className="failure-detail">{String(error)}</p>
      </Alert>
    </>
  );
}

export function UnknownPage(): ReactNode {
  const { t } = useWords();
  return (
    <>
      <Way title={t('page.unknownTitle')} />
      <EmptyState
        icon={<IconMapPinQuestion size={40} stroke={1.2} />}
        title={t('page.unknown')}
        hint={t('page.unknownHint')}
      >
        <Button component={Link} to="/today" variant="default">
          {t('page.toStart')}
        </Button>
      </EmptyState>
    </>
  );
}
