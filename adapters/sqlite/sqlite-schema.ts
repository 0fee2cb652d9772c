import { INDEXES } from '../../application/ports/table.ts';

/** Marks a SQLite file as this product's ("TGat" in ASCII), so that no other database is ever written over. */
export const APPLICATION_ID = 0x54476174;
/** Raised when the columns below change. */
export const SCHEMA_VERSION = 1;

/** Attributes with a column of their own, because an index uses them. */
export const INDEX_COLUMNS: readonly string[] = Object.values(INDEXES).flatMap(({ partition, sort }) => [
  partition,
  sort,
]);

/**
 * One table of items. `body` holds the whole item as JSON; `version` and the index columns repeat attributes. It keeps
 * row ids: with bodies of this size a table WITHOUT ROWID is a third slower to write. The indexes are partial and end
 * in (pk, sk), the order of cursors.
 */
export const SCHEMA = `
CREATE TABLE item (
  pk TEXT NOT NULL,
  sk TEXT NOT NULL,
  version REAL,
  body TEXT NOT NULL,
  ${INDEX_COLUMNS.map((column) => `${column} TEXT`).join(',\n  ')},
  PRIMARY KEY (pk, sk)
) STRICT;
${Object.values(INDEXES)
  .map(
    ({ partition, sort }) =>
      `CREATE INDEX item_${partition} ON item (${partition}, ${sort}, pk, sk) WHERE ${partition} IS NOT NULL;`,
  )
  .join('\n')}
PRAGMA application_id = ${APPLICATION_ID};
PRAGMA user_version = ${SCHEMA_VERSION};
`;
