/** Who works in the demo theatre beside those who have an account: the company and the people of the stage. */

/** Somebody without an account. */
export interface Employee {
  readonly key: string;
  readonly name: string;
  readonly position: string;
  readonly department: string | null;
}

const actor = (key: string, name: string): Employee => ({ key, name, position: 'Артист', department: null });
const crew = (key: string, name: string, department: string, position: string): Employee => ({
  key,
  name,
  position,
  department,
});

export const company: readonly Employee[] = [
  { key: 'director', name: 'Воронцова Нина', position: 'Режиссёр-постановщик', department: null },
  actor('vetrova', 'Ветрова Ирина'),
  actor('samarin', 'Самарин Глеб'),
  actor('lanskaya', 'Ланская Дарья'),
  actor('korf', 'Корф Андрей'),
  actor('polevoy', 'Полевой Юрий'),
  actor('bur', 'Бур Ксения'),
  actor('astahov', 'Астахов Михаил'),
  actor('dobrynin', 'Добрынин Олег'),
  actor('stotskaya', 'Стоцкая Вера'),
  actor('zuev', 'Зуев Никита'),
  actor('tihiy', 'Тихий Егор'),
  actor('reut', 'Реут Алиса'),
  actor('gai', 'Гай Фёдор'),
  crew('sedov', 'Седов Павел', 'machinery', 'Монтировщик сцены'),
  crew('yudin', 'Юдин Артём', 'machinery', 'Монтировщик сцены'),
  crew('kozyr', 'Козырь Денис', 'light', 'Осветитель'),
  crew('ryabova', 'Рябова Оксана', 'light', 'Осветитель, пушка'),
  crew('melnik', 'Мельник Кирилл', 'sound', 'Звукооператор'),
  crew('ilyina', 'Ильина Тамара', 'costume', 'Реквизитор'),
  crew('fomina', 'Фомина Галина', 'costume', 'Костюмер'),
  crew('kim', 'Ким Лидия', 'makeup', 'Гримёр'),
  crew('nagorny', 'Нагорный Степан', 'video', 'Видеоинженер'),
];

/** Those of the stage who have an account: their key here, and their address (`demo-words.ts`). */
export const accounts: Readonly<Record<string, string>> = {
  light: 'svet@demo.theatre',
  sound: 'zvuk@demo.theatre',
  stageManager: 'pomrezh@demo.theatre',
  machinist: 'mash@demo.theatre',
  mont: 'mont@demo.theatre',
  head: 'zav@demo.theatre',
};

/** Who heads a department. */
export const heads: Readonly<Record<string, string>> = {
  light: 'svet@demo.theatre',
  sound: 'zvuk@demo.theatre',
  machinery: 'zav@demo.theatre',
};
