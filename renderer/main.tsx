/** Starts the interface. */
import './app/no-eval.ts';
import '@mantine/core/styles.css';
import '@mantine/dates/styles.css';
import '@mantine/notifications/styles.css';
import '@mantine/spotlight/styles.css';
import '@fontsource-variable/inter/wght.css';
import './app/tokens.css';
import './app/global.css';
import './form/form.css';
import './object/object.css';
import { createRoot } from 'react-dom/client';
import { App } from './app/app.tsx';
import { router } from './app/router.ts';
import { tellMetered } from './data/tell-metered.ts';
import { startWords } from './i18n/use-words.ts';
import { followListsOfOtherWindows } from './list/list-store.ts';
import { beginLook } from './store/look.ts';
import { followOtherWindows } from './store/ui-store.ts';

beginLook();
startWords();
followOtherWindows();
followListsOfOtherWindows();
tellMetered(window.navigator);
// The page's own part of the program arrives while the host is asked who is here.
void router.load();
const root = document.getElementById('root');
if (root !== null) createRoot(root).render(<App />);
