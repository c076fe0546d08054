// The matrix: from the rows to the columns; how many pairs reach, as a number and a colour; a click opens it up.

import { Empty } from 'antd'
import type { Bucket, Sides, Topology } from '../../model/topology.ts'
import { useFormats } from '../../parts/formats.ts'
import { useText } from '../../text/index.ts'

interface MatrixProps {
  readonly topology: Topology
  /** Buckets can still be opened up; otherwise they are single groups. */
  readonly isWhole: boolean
  readonly onOpen: (sides: Sides) => void
  readonly onGroup: (id: string) => void
  readonly groupName: (id: string) => string
}

export function Matrix({ topology, isWhole, onOpen, onGroup, groupName }: MatrixProps) {
  const t = useText()
  const { number } = useFormats()
  const { rows, columns, cells, left } = topology
  if (rows.length === 0) return <Empty description={t('topology.none')} />
  const titleOf = ({ groups: [only, ...more], name }: Bucket): string =>
    !isWhole && only !== undefined && more.length === 0 ? groupName(only) : name
  const open = (row: Bucket, column: Bucket) => {
    const [only, ...more] = new Set([...row.groups, ...column.groups])
    if (isWhole && more.length > 0) onOpen({ from: row.groups, to: column.groups })
    else if (only !== undefined) onGroup(only)
  }
  return (
    <div style={{ overflow: 'auto' }}>
      <p className="quiet" id="matrix-caption">
        {t('topology.caption')}
      </p>
      <table className="matrix" aria-describedby="matrix-caption">
        <thead>
          <tr>
            <th scope="col">
              <span className="quiet">{t('topology.corner')}</span>
            </th>
            {columns.map((column) => (
              <th key={column.name} scope="col" className="across">
                <span title={column.name}>{titleOf(column)}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((from, row) => (
            <tr key={from.name}>
              <th scope="row">
                <button type="button" className="cell-button" onClick={() => open(from, from)}>
                  {titleOf(from)} <span className="quiet">{number(from.enis)}</span>
                </button>
              </th>
              {columns.map((to, column) => {
                const cell = cells[row * columns.length + column] ?? { reaching: 0, pairs: 0 }
                // As it is written in the cell: who speaks to the page says what stands there.
                const [reaching, pairs] = [number(cell.reaching), number(cell.pairs)]
                const what = { from: titleOf(from), to: titleOf(to), reaching, pairs }
                return (
                  <td key={to.name} className={shadeOf(cell)}>
                    <button
                      type="button"
                      className="cell-button"
                      disabled={cell.pairs === 0}
                      onClick={() => open(from, to)}
                      aria-label={t('topology.cell', what)}
                      title={t('topology.cell', what)}
                    >
                      {cell.pairs === 0 ? '' : cell.reaching === 0 ? '·' : reaching}
                    </button>
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
      {left > 0 && <p className="quiet">{t('topology.left', { count: left })}</p>}
    </div>
  )
}

/** Four steps that stay legible in both themes; the number says the rest. */
function shadeOf({ reaching, pairs }: Topology['cells'][number]): string {
  if (pairs === 0) return 'no-pairs'
  const share = reaching / pairs
  return share === 0 ? 'shut' : share < 0.25 ? 'some' : share < 1 ? 'much' : 'all'
}
