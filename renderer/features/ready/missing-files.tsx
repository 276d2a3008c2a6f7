/** How much of the tour's files is here, and what is missing by name, the largest first. */
import { IconFile, IconMusic, IconPhoto } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { bytesSaid } from '../../../shared/i18n/byte-words.ts';
import { tableName } from '../../../shared/i18n/names.ts';
import type { MissingFile, ReadyLook } from '../../../shared/ipc/ready-contract.ts';
import { isTableName } from '../../../shared/schema/catalog.ts';
import { useWords } from '../../i18n/use-words.ts';
import { formatNumber } from '../../lib/format.ts';

/** More are counted, not named: the rows below have to be seen. */
const MOST_SHOWN = 6;

const ICONS = { image: IconPhoto, audio: IconMusic, other: IconFile } as const;
const kindOf = (mime: string): keyof typeof ICONS =>
  mime.startsWith('image/') ? 'image' : mime.startsWith('audio/') ? 'audio' : 'other';

function File({ file }: Readonly<{ file: MissingFile }>): ReactNode {
  const { t, language } = useWords();
  const Icon = ICONS[kindOf(file.mime)];
  const { of } = file;
  const owner = of === null || !isTableName(of.table) ? '' : `${tableName(of.table, language)}, ${of.label}`;
  return (
    <li className="ready-file" data-testid="ready-missing">
      <Icon size={18} stroke={1.75} aria-hidden />
      <span className="cut">{file.name}</span>
      <span className="cut dim">{file.isOnHub ? owner : t('ready.elsewhereYet')}</span>
      <span className="num dim">{bytesSaid(file.size, language)}</span>
    </li>
  );
}

export function MissingFiles({ look }: Readonly<{ look: ReadyLook }>): ReactNode {
  const { t, language } = useWords();
  const { files, missing } = look.facts.files;
  const here = files - missing;
  const words = t('ready.here', { done: formatNumber(here, language), all: formatNumber(files, language) });
  const shown = look.missing.slice(0, MOST_SHOWN);
  const more = missing - shown.length;
  return (
    <div className="ready-files">
      <div className="ready-meter">
        <div
          className="ready-bar"
          role="progressbar"
          aria-label={words}
          aria-valuemin={0}
          aria-valuemax={files}
          aria-valuenow={here}
        >
          <i style={{ width: `${(here / files) * 100}%` }} />
        </div>
        <span className="dim num" data-testid="ready-here">
          {words}
        </span>
      </div>
      <ul>
        {shown.map((file) => (
          <File key={file.sha256} file={file} />
        ))}
      </ul>
      {more > 0 && <p className="dim num">{t('ready.more', { count: more, number: formatNumber(more, language) })}</p>}
    </div>
  );
}
