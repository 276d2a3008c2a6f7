import { bigint, bool, int, managed, opt, ref, stamped, table, tenant, timestamp, varchar } from '../define.ts';

/**
 * What is known of a file's content. The content itself lies in the stores of laptops and of the hub, by its hash; here
 * it is said once per theatre, whoever brought it and how often it is used. Rows are made by the mutations that use a
 * file (`shared/mutations/file-use.ts`) and never change but for what the hub notes.
 */
export const files = table(
  'files',
  {
    ...tenant,
    /** SHA-256 of the content, 64 hexadecimal digits. */
    sha256: managed(varchar(64)),
    /** Bytes. */
    size: managed(bigint()),
    /** What the content is, by its first bytes; never what its name promises. */
    mime: managed(varchar(100)),
    /** As whoever brought it first called it; documents and attachments may call it otherwise. */
    name: managed(varchar(255)),
    /** Pixels, as the picture is looked at; NULL for what is no picture. */
    width: managed(opt(int('width > 0'))),
    height: managed(opt(int('height > 0'))),
    /** The hub has made one; a laptop makes its own of what lies there. */
    has_thumbnail: managed(bool(false)),
    /** When the hub had all of it, by the hub's clock; NULL: it lies on a laptop still. Written by the hub alone. */
    uploaded_at: managed(opt(timestamp())),
    created_by_id: stamped('user', 'create', opt(ref('users', 'SET NULL', 'keep'))),
    created_at: stamped('time', 'create', timestamp()),
  },
  {
    words: {
      table: ['Файлы', 'Files'],
      fields: {
        sha256: ['Отпечаток', 'Fingerprint'],
        size: ['Размер', 'Size'],
        mime: ['Тип', 'Type'],
        has_thumbnail: ['Есть миниатюра', 'Has a thumbnail'],
        uploaded_at: ['На сервере с', 'On the hub since'],
      },
    },
    group: null,
    page: 'records',
    part: false,
    title: 'name',
    hint: null,
    states: null,
    rules: [],
    unique: [['sha256']],
    since: 2,
  },
);
