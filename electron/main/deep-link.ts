/**
 * What the system hands over when somebody follows a link of ours: `offstage://inventory/<id>` opens a screen,
 * `offstage://accept?…` an invitation; anything else is ignored.
 */
import { invitationRoute, readInvitationLink } from '../../shared/ipc/invitation-link.ts';
import { pageAddress } from '../../shared/ipc/pages.ts';

/** The interface's own route for a link; undefined where the link is none of ours. */
export function routeOfDeepLink(link: string): string | undefined {
  const invitation = readInvitationLink(link);
  if (invitation !== undefined) return invitationRoute(invitation);
  if (!URL.canParse(link)) return undefined;
  const url = new URL(link);
  // A link that the parser had to tidy up (`..`, spaces, letters) was not made by us.
  if (url.protocol !== 'offstage:' || url.href !== link) return undefined;
  return pageAddress(
    url.hostname,
    url.pathname.split('/').filter((part) => part !== ''),
  );
}

/** The link among the arguments that the system started us with; Windows and Linux hand it over this way. */
export function linkAmong(argv: readonly string[]): string | undefined {
  return argv.find((argument) => argument.startsWith('offstage://'));
}

/** Keeps the newest link until there is a page that can show it: links arrive before the window does. */
export class LinkOpener {
  #page: ((route: string) => void) | undefined;
  #waiting: string | undefined;

  /** Opens a link now or as soon as a page is there. What is none of ours changes nothing. */
  open(link: string | undefined): void {
    const route = link === undefined ? undefined : routeOfDeepLink(link);
    if (route === undefined) return;
    if (this.#page === undefined) this.#waiting = route;
    else this.#page(route);
  }

  /** A page has loaded; `show` brings it to a route. */
  pageIs(show: (route: string) => void): void {
    this.#page = show;
    const route = this.#waiting;
    this.#waiting = undefined;
    if (route !== undefined) show(route);
  }

  /** The page has gone; what comes now waits for the next. */
  pageIsGone(): void {
    this.#page = undefined;
  }
}
