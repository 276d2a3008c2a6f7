/** Whose turn it is and what they see: the door, a notice, the first load, or the shell with a page in it. */
import { notifications } from '@mantine/notifications';
import { Outlet, useMatch, useNavigate } from '@tanstack/react-router';
import { type ReactElement, useEffect, useState } from 'react';
import { ownWords } from '../../shared/features/words/queries.ts';
import { readOwnWords } from '../../shared/i18n/vocabulary.ts';
import type { SessionInfo } from '../../shared/ipc/contract.ts';
import { useQuery } from '../data/use-query.ts';
import { Door } from '../features/access/door.tsx';
import { ForcedChange, RecoveryCode, Wiped } from '../features/access/notices.tsx';
import { FirstLoad } from '../features/sign-in/first-load.tsx';
import { speakOwn } from '../i18n/use-words.ts';
import { useAccess, useRecoveryCode } from '../store/access-store.ts';
import { useDeletions } from '../store/deletion-store.ts';
import { useShow } from '../store/show-store.ts';
import { useSessionInfo, useSyncStatus } from './contexts.ts';
import { Shell } from './shell.tsx';

/** Whose turn it is. Notices and questions of the one before do not stay; somebody else begins on the start page. */
function useTurns({ lock, user }: SessionInfo): void {
  const navigate = useNavigate();
  const userId = lock === 'open' ? user?.id : undefined;
  useEffect(() => {
    const { lastUserId, setLastUser } = useAccess.getState();
    if (userId === undefined) {
      notifications.clean();
      useDeletions.getState().close();
    } else if (userId !== lastUserId) {
      if (lastUserId !== null) {
        useShow.getState().leave();
        void navigate({ to: '/' });
      }
      setLastUser(userId);
    }
  }, [navigate, userId]);
}

/** The theatre's own words, as long as somebody works here: another laptop's change is said at once. */
function OwnWords(): null {
  const { data } = useQuery(ownWords, {});
  useEffect(() => {
    if (data !== undefined) speakOwn(readOwnWords(data));
  }, [data]);
  return null;
}

/** The page of an address, or what comes before it: the door, a notice that must be read, the first load. */
export function Screen(): ReactElement {
  const session = useSessionInfo();
  const status = useSyncStatus();
  const code = useRecoveryCode((state) => state.code);
  const [hasReadWiped, setReadWiped] = useState(false);
  const invited = useMatch({ from: '/accept/$code/{-$hub}', shouldThrow: false });
  useTurns(session);
  if (code !== null) return <RecoveryCode code={code} />;
  // Followed by whoever sits here, at work or not: it stands before the door.
  if (invited !== undefined) return <Outlet />;
  if (session.wiped !== null && session.user === null && !hasReadWiped)
    return <Wiped onSignIn={() => setReadWiped(true)} />;
  // Locked: nothing of the theatre is on the page, and the host answers nothing.
  if (session.user === null || session.lock !== 'open') return <Door key={session.lock} />;
  if (session.user.mustChangePassword) return <ForcedChange />;
  // The session says «loaded» once it is asked again; the status knows it first.
  if (!session.isLoaded && (status.state !== 'live' || session.theaterName === null)) return <FirstLoad />;
  return (
    <Shell>
      <OwnWords />
      <Outlet />
    </Shell>
  );
}
