/** What the scanner says outside of a count. In Russian. */
export const scanRu = {
  'scan.notice.unknown': 'Код {code} пока никому не принадлежит',
  'scan.hint.unknown': 'Можно найти похожее или завести предмет с этим кодом.',
  'scan.notice.doubt': 'Код {code} мог прочитаться не целиком',
  'scan.hint.doubt': 'Отсканируйте ещё раз или откройте то, что прочитано.',
  'scan.notice.covered': 'Отсканировано: {name}',
  'scan.hint.covered': 'Открытое окно не тронуто.',
  'scan.notice.failed': 'Код {code} прочитан, но найти по нему сейчас не удалось',
  'scan.hint.failed': 'Отсканируйте ещё раз, когда программа снова ответит.',
  'scan.find': 'Найти похожее',
  'scan.create': 'Новый предмет с этим кодом',
  'scan.open': 'Открыть',
  'scan.openDoubt': 'Открыть {code}',
} as const;
