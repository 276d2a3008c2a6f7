/** What stands beside a field and around a form. In Russian. */
export const formRu = {
  'form.meanwhile': 'Пока вы пишете, здесь стало: {value}. Ваше не потеряется: после сохранения останутся оба.',
  'form.stay': 'Оставить моё',
  'form.takeTheirs': 'Взять новое',
  'form.restored': 'Набрано раньше и не сохранено.',
  'form.giveUp': 'Убрать',
  'form.continued': 'Здесь то, что вы начали раньше.',
  'form.anew': 'Начать заново',
} as const;
