// A table of rows of one height: however many there are, only those around what is in sight are drawn, each of them once.

import { CaretDownOutlined, CaretUpOutlined } from '@ant-design/icons'
import { type HTMLAttributes, memo, type ReactNode, useMemo, useState } from 'react'

export interface LongColumn<T> {
  readonly key: string
  readonly title: ReactNode
  /** As a grid takes it: `96px`, `minmax(190px, 2fr)`. */
  readonly width: string
  readonly align?: 'end'
  /** It can be sorted by this. */
  readonly compare?: (a: T, b: T) => number
  /** `place`: from 0, as the rows stand unsorted. */
  readonly cell: (row: T, place: number) => ReactNode
}

interface LongTableProps<T> {
  readonly label: string
  readonly rows: readonly T[]
  readonly columns: readonly LongColumn<T>[]
  readonly idOf: (row: T) => string
  readonly rowProps?: ((id: string) => HTMLAttributes<HTMLElement>) | undefined
  readonly empty: ReactNode
}

const ROW_PX = 52
/** Beyond it the table scrolls by itself, and only part of it is drawn. */
const PLAIN = 100
const SIGHT_PX = 560
/** Rows that are ready above and below those in sight, and how many come at a time. */
const [AHEAD, STEP] = [12, 4]
const DRAWN = Math.ceil(SIGHT_PX / ROW_PX) + 2 * AHEAD + STEP

export function LongTable<T>({ label, rows, columns, idOf, rowProps, empty }: LongTableProps<T>) {
  const { sorted, order, sortBy } = useSorted(rows, columns)
  const [scrolled, setScrolled] = useState(0)
  const isLong = rows.length > PLAIN
  const first = isLong ? Math.max(0, Math.min(scrolled - AHEAD, rows.length - DRAWN)) : 0
  const template = columns.map(({ width }) => width).join(' ')
  const drawn = sorted.slice(first, isLong ? first + DRAWN : undefined)
  return (
    <div
      className="long-table"
      style={isLong ? { height: SIGHT_PX } : {}}
      onScroll={({ currentTarget: { scrollTop } }) =>
        setScrolled(Math.floor(scrollTop / ROW_PX / STEP) * STEP)
      }
    >
      <table aria-label={label} aria-rowcount={rows.length + 1} style={{ minWidth: leastOf(columns) }}>
        <thead>
          <tr className="long-line" aria-rowindex={1} style={{ gridTemplateColumns: template }}>
            {columns.map((column) => (
              <Head key={column.key} column={column} order={order} onSort={sortBy} />
            ))}
          </tr>
        </thead>
        <tbody style={{ height: rows.length * ROW_PX }}>
          {drawn.map(({ row, place }, at) => (
            <Row
              key={idOf(row)}
              row={row}
              place={place}
              at={first + at}
              columns={columns as readonly LongColumn<unknown>[]}
              template={template}
              more={rowProps?.(idOf(row))}
            />
          ))}
        </tbody>
      </table>
      {rows.length === 0 && empty}
    </div>
  )
}

/** Narrower it scrolls sideways. */
const leastOf = (columns: readonly { readonly width: string }[]): number =>
  columns.reduce((sum, { width }) => sum + Number(/\d+/.exec(width)?.[0] ?? 0), 0)

interface RowProps {
  readonly row: unknown
  readonly place: number
  readonly at: number
  readonly columns: readonly LongColumn<unknown>[]
  readonly template: string
  readonly more: HTMLAttributes<HTMLElement> | undefined
}

const Row = memo(function Row({ row, place, at, columns, template, more = {} }: RowProps) {
  return (
    <tr
      {...more}
      aria-rowindex={at + 2}
      className={`long-line long-row ${more.className ?? ''}`}
      style={{ gridTemplateColumns: template, transform: `translateY(${at * ROW_PX}px)`, height: ROW_PX }}
    >
      {columns.map(({ key, align, cell }) => (
        <td key={key} className={align === 'end' ? 'at-end' : undefined}>
          <div className="long-cell">{cell(row, place)}</div>
        </td>
      ))}
    </tr>
  )
})

interface Order {
  readonly key: string
  readonly isDown: boolean
}

interface HeadProps<T> {
  readonly column: LongColumn<T>
  readonly order: Order | undefined
  readonly onSort: (key: string) => void
}

function Head<T>({ column: { key, title, align, compare }, order, onSort }: HeadProps<T>) {
  const mine = order?.key === key ? order : undefined
  const Sign = mine?.isDown === false ? CaretUpOutlined : CaretDownOutlined
  return (
    <th
      scope="col"
      className={align === 'end' ? 'at-end' : undefined}
      {...(compare === undefined
        ? {}
        : { 'aria-sort': mine === undefined ? 'none' : mine.isDown ? 'descending' : 'ascending' })}
    >
      {compare === undefined ? (
        title
      ) : (
        <button type="button" className="sort-button" onClick={() => onSort(key)}>
          {title} <Sign aria-hidden className={mine === undefined ? 'quiet' : ''} />
        </button>
      )}
    </th>
  )
}

/** The most first, then the least first, then as it was. */
function useSorted<T>(rows: readonly T[], columns: readonly LongColumn<T>[]) {
  const [order, setOrder] = useState<Order>()
  const compare = columns.find(({ key }) => key === order?.key)?.compare
  const sorted = useMemo(() => {
    const placed = rows.map((row, place) => ({ row, place }))
    if (compare === undefined) return placed
    const sign = order?.isDown === true ? -1 : 1
    return placed.sort((a, b) => sign * compare(a.row, b.row) || a.place - b.place)
  }, [rows, compare, order])
  const sortBy = (key: string) =>
    setOrder((before) =>
      before?.key !== key ? { key, isDown: true } : before.isDown ? { key, isDown: false } : undefined,
    )
  return { sorted, order, sortBy }
}
