/**
 * The icon of the companion's own small pages: `renderer/icon.svg` in the page itself, because nothing but the page
 * is served to whoever has no cookie yet, and a browser that finds no icon asks for one.
 */
const ICON = [
  "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'%3E%3CclipPath id='a'%3E",
  "%3Crect width='32' height='32' rx='7'/%3E%3C/clipPath%3E%3Cg clip-path='url(%23a)'%3E%3Cpath fill='%23ff",
  "b929' d='M0 0h32v32H0z'/%3E%3Cpath fill='%23a4264c' d='M0 0h15c0 10-3 15-8 18l2 14H0zM32 0H17c0 10 3 15 ",
  "8 18l-2 14h9z'/%3E%3Cpath fill='%237d1737' d='M0 0h32v6H0zM0 17l8-1v4H0zM32 17l-8-1v4h8z'/%3E%3C/g%3E%3C",
  '/svg%3E',
].join('');

/** For the head of a page. */
export const ICON_LINK = `<link rel="icon" href="${ICON}">`;
