/** Events from a file, from anywhere. */
import { IconFileImport } from '@tabler/icons-react';
import { lazy } from 'react';
import { defineFeature } from '../../app/feature.ts';

const ImportDialog = lazy(async () => ({ default: (await import('./import-dialog.tsx')).ImportDialog }));

export const scheduleImportFeature = defineFeature({
  routes: [],
  commands: [{ word: 'import.open', icon: IconFileImport, anyOf: ['schedule.edit'], dialog: ImportDialog }],
});
