import { ICON_LINK } from './page-icon.ts';

/**
 * What a window sees whose link was used already: what happened, that nothing is lost, and what to do, in both
 * languages.
 */
export const SPENT_PAGE = `<!doctype html><html lang="ru"><meta charset="utf-8">
<meta name="viewport" content="width=device-width">${ICON_LINK}<title>Offstage</title>
<style>
  :root { color-scheme: light dark; --bg: #f6f5f7; --text: #1d1b21; --dim: #5c5965; }
  @media (prefers-color-scheme: dark) { :root { --bg: #16161a; --text: #ececf0; --dim: #a6a6b0; } }
  body { margin: 0; min-height: 100vh; display: grid; place-content: center; gap: 32px; padding: 24px;
    box-sizing: border-box; background: var(--bg); color: var(--text);
    font: 16px/1.5 "Segoe UI", Roboto, "Noto Sans", sans-serif; }
  section { max-width: 460px; } h1 { font-size: 20px; margin: 0 0 8px; }
  p { margin: 0; color: var(--dim); } b { color: var(--text); }
</style>
<section><h1>Эта ссылка уже использована</h1>
<p>Она открывает окно один раз. Всё введённое сохранено, программа работает дальше.
Чтобы открыть окно снова, выполните в папке программы <b>npm start</b>.</p></section>
<section lang="en"><h1>This link has been used already</h1>
<p>It opens a window once. Everything entered is kept, and the app goes on working.
To open a window again, run <b>npm start</b> in the app’s folder.</p></section>
</html>
`;
