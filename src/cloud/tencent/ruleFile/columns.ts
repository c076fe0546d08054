// The columns of a rule file: one line for each rule, in the order in which they decide (semantics T5, choice).

export const COLUMNS = ['direction', 'index', 'source', 'protocol', 'port', 'action', 'description'] as const

export type Column = (typeof COLUMNS)[number]

const KNOWN: ReadonlyMap<string, Column> = new Map(COLUMNS.map((name) => [name, name]))

/** In any case; undefined for one that rules do not have. */
export const columnNamed = (text: string): Column | undefined => KNOWN.get(text.trim().toLowerCase())
