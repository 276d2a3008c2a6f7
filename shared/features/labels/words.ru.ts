/** Этикетки: печать, шаблоны, пустые бирки. По-русски. */
export const labelsRu = {
  'labels.file.item': 'Этикетки',
  'labels.file.location': 'Таблички мест',
  'labels.file.blank': 'Бирки',
} as const;
