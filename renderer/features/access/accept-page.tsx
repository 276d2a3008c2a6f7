/** `#/accept/<code>/<hub>`: a followed invitation. */
import { getRouteApi, Navigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { invitationOf } from '../../../shared/ipc/invitation-link.ts';
import { FollowedInvitation } from './accept-invitation.tsx';

const route = getRouteApi('/accept/$code/{-$hub}');

export function AcceptPage(): ReactNode {
  const { code, hub } = route.useParams();
  const invitation = invitationOf(code, hub);
  // Damaged on its way: the door has a field for the code.
  if (invitation === undefined) return <Navigate to="/" replace />;
  return <FollowedInvitation key={invitation.code} invitation={invitation} />;
}
