// The matrix: from the rows to the columns; how many pairs reach, as a number and a colour; a click opens it up.

import { Empty } from 'antd'
import type { Topology } from '../../model/topology.ts'
import { useFormats } from '../../parts/formats.ts'
import { useText } from '../../text/index.ts'

interface MatrixProps {
  readonly topology: Topology
  /** Buckets can still be opened up; otherwise they are single groups. */
  readonly isWhole: boolean
  readonly onBuckets: (groups: readonly string[]) => void
  readonly onGroup: (id: string) => void
  readonly groupName: (id: string) => string
}

export function Matrix({ topology, isWhole, onBuckets, onGroup, groupName }: MatrixProps) {
  const t = useText()
  const { number } = useFormats()
  const { buckets, cells, left } = topology
  if (buckets.length === 0) return <Empty description={t('topology.none')} />
  const titleOf = (at: number): string => {
    const bucket = buckets[at]
    const [only, ...more] = bucket?.groups ?? []
    return !isWhole && only !== undefined && more.length === 0 ? groupName(only) : (bucket?.name ?? '')
  }
  const open = (...places: readonly number[]) => {
    const groups = [...new Set(places.flatMap((at) => buckets[at]?.groups ?? []))]
    const [only, ...more] = groups
    if (only !== undefined && more.length === 0) onGroup(only)
    else if (isWhole) onBuckets(groups)
    else onGroup(buckets[places[0] ?? 0]?.groups[0] ?? '')
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
            {buckets.map(({ name }, column) => (
              <th key={name} scope="col" className="across">
                <span title={name}>{titleOf(column)}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {buckets.map(({ name, enis }, row) => (
            <tr key={name}>
              <th scope="row">
                <button type="button" className="cell-button" onClick={() => open(row)}>
                  {titleOf(row)} <span className="quiet">{number(enis)}</span>
                </button>
              </th>
              {buckets.map((to, column) => {
                const cell = cells[row * buckets.length + column] ?? { reaching: 0, pairs: 0 }
                const what = { from: titleOf(row), to: titleOf(column) }
                return (
                  <td key={to.name} className={shadeOf(cell)}>
                    <button
                      type="button"
                      className="cell-button"
                      disabled={cell.pairs === 0}
                      onClick={() => open(row, column)}
                      aria-label={t('topology.cell', { ...what, ...cell })}
                      title={t('topology.cell', { ...what, ...cell })}
                    >
                      {cell.pairs === 0 ? '' : cell.reaching === 0 ? '·' : number(cell.reaching)}
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
