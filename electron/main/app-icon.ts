/** The icon of the window, and by electron-builder's rules of the installed app: `renderer/icon.svg`, drawn once. */
import { fileURLToPath } from 'node:url';

/** From where the shell is built to, as from its source; the archive carries it (`electron-builder.yml`). */
export const APP_ICON = fileURLToPath(new URL('../../build/icon.png', import.meta.url));
