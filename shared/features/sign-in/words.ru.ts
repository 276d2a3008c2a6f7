/** The first sign-in and the first load. In Russian. */
export const signInRu = {
  'signIn.title': 'Вход',
  'signIn.hub': 'Адрес сервера',
  'signIn.email': 'Почта',
  'signIn.password': 'Пароль',
  'signIn.submit': 'Войти',
  'signIn.hint': 'Для первого входа нужна сеть. Потом всё работает без неё.',
  'signIn.demo': 'Демонстрационный театр: {email}, пароль «{password}»',
  'signIn.fillDemo': 'Подставить',
  'signIn.signOut': 'Выйти',
  'firstLoad.title': 'Загружаем данные театра',
  'firstLoad.progress': '{done} из {total} записей',
  'firstLoad.waiting': 'Ждём сервер…',
  'firstLoad.safe': 'Можно подождать или закрыть программу: загрузка начнётся снова.',
  'firstLoad.rebuilt': 'Файл данных был повреждён и отложен. Неотправленные изменения сохранены: {count}.',
} as const;
