// Cells that come back from a spreadsheet as they went.

/**
 * A spreadsheet runs what begins with one of these as a formula, takes `3/8080` for a date and rounds long numbers.
 * An apostrophe before them keeps them text; what has one already gets another, so that it can be taken off again.
 */
const needsGuard = (cell: string): boolean =>
  /^[=+\-@\t\r']/.test(cell) || /^(?:[1-9]|1[0-2])\/\d{1,4}$/.test(cell) || /^\d{12,}$/.test(cell)

export const guarded = (cell: string): string => (needsGuard(cell) ? `'${cell}` : cell)

export const unguarded = (cell: string): string =>
  cell.startsWith("'") && needsGuard(cell.slice(1)) ? cell.slice(1) : cell
