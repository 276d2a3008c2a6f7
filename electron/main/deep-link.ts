/** `offstage://inventory/<id>` → the interface's own route; anything else is ignored. */
const PAGES = new Set(['inventory', 'locations', 'counts', 'attention']);
const ID = /^[0-9a-f-]{36}$/;

export function routeOfDeepLink(link: string): string | undefined {
  let url: URL;
  try {
    url = new URL(link);
  } catch {
    // Not a link at all: the system hands over whatever was clicked.
    return undefined;
  }
  const id = url.pathname.replace(/^\//, '');
  if (url.protocol !== 'offstage:' || !PAGES.has(url.hostname) || (id !== '' && !ID.test(id))) return undefined;
  return id === '' ? `#/${url.hostname}` : `#/${url.hostname}/${id}`;
}
