/** What a mutation says of content that was just taken in. */
import type { TakenFile } from '../../shared/ipc/file-contract.ts';
import type { FileFacts } from '../../shared/mutations/file-use.ts';

export const factsOf = ({ sha256, size, mime, name, width, height }: TakenFile): FileFacts => ({
  sha256,
  size,
  mime,
  name,
  ...(width === undefined ? {} : { width }),
  ...(height === undefined ? {} : { height }),
});
