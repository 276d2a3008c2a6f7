/** What stands beside a field and around a form. In Russian. */
export const formRu = {
  'form.meanwhile': 'Пока вы пишете, здесь стало: {value}. Ваше не потеряется: после сохранения останутся оба.',
  'form.stay': 'Оставить моё',
  'form.takeTheirs': 'Взять новое',
  'form.restored': 'Набрано раньше и не сохранено.',
  'form.giveUp': 'Убрать',
  'form.continued': 'Здесь то, что вы начали раньше.',
  'form.anew': 'Начать заново',
  'form.calendar': 'Открыть календарь',
  'form.day': 'дд.мм.гггг',
  'form.dayAndTime': 'дд.мм.гггг чч:мм',
  'form.time': 'чч:мм',
  'form.nextMonth': 'Следующий месяц',
  'form.previousMonth': 'Предыдущий месяц',
  'form.notDay': 'Здесь нужна дата, например 31.12.2026',
  'form.notHour': 'Здесь нужно время, например 19:30',
} as const;
