/** The package brings types that its own `exports` hide; it is a drop-in, so those of the original hold. */
declare module 'better-sqlite3-multiple-ciphers' {
  import SqliteDatabase from 'better-sqlite3';

  export = SqliteDatabase;
}
