/** The menu: what a system expects, in the system's words. */
import { Menu, type MenuItemConstructorOptions } from 'electron';

/** Roles only: their words come from the system, in its language. */
export function createMenu(): void {
  const template: MenuItemConstructorOptions[] = [
    process.platform === 'darwin' ? { role: 'appMenu' } : { label: 'Offstage', submenu: [{ role: 'quit' }] },
    { role: 'editMenu' },
    { role: 'viewMenu' },
    { role: 'windowMenu' },
  ];
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}
