/**
 * The screen at the door: who is here, and their PIN or password. After a lock the same person is asked first; F1 to F4
 * choose another.
 */
import { IconUserPlus } from '@tabler/icons-react';
import { type ReactNode, useCallback, useEffect, useMemo, useState } from 'react';
import type { KnownPerson } from '../../../shared/ipc/contract.ts';
import { useSessionInfo } from '../../app/contexts.ts';
import { useWords } from '../../i18n/use-words.ts';
import { useFailureText } from '../../lib/failure-text.ts';
import { AcceptInvitation } from './accept-invitation.tsx';
import { AccessFrame } from './access-frame.tsx';
import { Proof } from './proof.tsx';
import { Recover } from './recover.tsx';
import { SignInForm } from './sign-in-form.tsx';

export type Way = 'who' | 'someone' | 'code' | 'recover';

const initials = (name: string): string =>
  name
    .split(/[\s@.]+/u)
    .slice(0, 2)
    .map((part) => part.slice(0, 1).toUpperCase())
    .join('');

/** The time, large: a locked screen is a clock. */
function Clock(): ReactNode {
  const { language } = useWords();
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), 1000);
    return () => clearInterval(timer);
  }, []);
  return (
    <>
      <div className="door-clock num">
        {new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit' }).format(now)}
      </div>
      <div className="dim" style={{ marginTop: 8 }}>
        {new Intl.DateTimeFormat(language, { weekday: 'long', day: 'numeric', month: 'long' }).format(now)}
      </div>
    </>
  );
}

type TilesProps = Readonly<{
  people: readonly KnownPerson[];
  chosen: KnownPerson | undefined;
  currentId: string | undefined;
  onChoose: (person: KnownPerson) => void;
  onSomeone: () => void;
}>;

function Tiles({ people, chosen, currentId, onChoose, onSomeone }: TilesProps): ReactNode {
  const { t } = useWords();
  return (
    <div className="door-people" role="group" aria-label={t('access.who')}>
      {people.map((person, index) => (
        <button
          key={person.userId}
          type="button"
          className="door-person"
          aria-pressed={person === chosen}
          onClick={() => onChoose(person)}
          data-testid="person-tile"
        >
          <span className="avatar" aria-hidden>
            {initials(person.name)}
          </span>
          <span className="grow">
            <span className="name cut">{person.name}</span>
            <span className="note cut">
              {person.userId === currentId
                ? t('access.current')
                : person.knowsOffline
                  ? person.email
                  : `${person.email} · ${t('access.needsHub')}`}
            </span>
          </span>
          {index < 4 && <kbd className="kbd">F{index + 1}</kbd>}
        </button>
      ))}
      <button type="button" className="door-person someone" aria-pressed={chosen === undefined} onClick={onSomeone}>
        <span className="avatar bare">
          <IconUserPlus size={18} stroke={1.75} aria-hidden />
        </span>
        <span className="grow">{t('access.someone')}</span>
      </button>
    </div>
  );
}

export function Door(): ReactNode {
  const { t } = useWords();
  const session = useSessionInfo();
  const { people, user, lock, isRegistered } = session;
  const failureText = useFailureText();
  const known = useMemo(() => (isRegistered ? people : []), [isRegistered, people]);
  const currentId = lock === 'open' ? undefined : user?.id;
  const [way, setWay] = useState<Way>(known.length > 0 ? 'who' : 'someone');
  const [chosenId, setChosenId] = useState<string | undefined>(currentId ?? known[0]?.userId);
  const chosen = way === 'who' ? (known.find((person) => person.userId === chosenId) ?? known[0]) : undefined;
  const choose = useCallback((person: KnownPerson): void => {
    setChosenId(person.userId);
    setWay('who');
  }, []);
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const person = known[Number(/^F([1-4])$/.exec(event.code)?.[1] ?? 0) - 1];
      if (person === undefined) return;
      event.preventDefault();
      choose(person);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [known, choose]);
  const isAlone = known.length === 0;
  return (
    <AccessFrame>
      {!isAlone && (
        <section className="door-who">
          <Clock />
          <Tiles
            people={known}
            chosen={chosen}
            currentId={currentId}
            onChoose={choose}
            onSomeone={() => setWay('someone')}
          />
          {lock === 'sealed' && (
            <p className="dim small" style={{ margin: '12px 0 0' }}>
              {t('access.sealed')}
            </p>
          )}
        </section>
      )}
      <section className="door-proof">
        {session.isSessionBroken && (
          <p role="status" className="small" style={{ margin: '0 0 12px' }}>
            {failureText({ code: 'session.broken', details: {} })}
          </p>
        )}
        {way === 'who' && chosen !== undefined && (
          <Proof
            key={chosen.userId}
            person={chosen}
            isCurrent={chosen.userId === currentId}
            onRecover={() => setWay('recover')}
          />
        )}
        {way === 'someone' && <SignInForm onWay={setWay} />}
        {way === 'code' && <AcceptInvitation onBack={() => setWay('someone')} />}
        {way === 'recover' && <Recover onBack={() => setWay(isAlone ? 'someone' : 'who')} />}
      </section>
    </AccessFrame>
  );
}
