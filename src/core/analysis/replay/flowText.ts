// Recorded flows as text, one a line: how they pass from thread to thread, where a hundred thousand objects would take long.

import { asId } from '../../model/ids.ts'
import { type Direction, parsePacket } from '../../model/packet.ts'
import type { Action } from '../../model/rule.ts'
import type { RecordedFlow } from './recordedFlow.ts'

/** As text all along; what is empty is not known. */
export interface FlowLine {
  /** `tcp 10.0.0.5:40000 > 10.0.1.9:22` */
  readonly packet: string
  readonly vpc?: string | null | undefined
  readonly eni?: string | null | undefined
  readonly direction?: Direction | null | undefined
  readonly alone?: boolean | undefined
  readonly action?: Action | null | undefined
  readonly count?: number | undefined
  readonly first?: number | null | undefined
  readonly last?: number | null | undefined
}

export const flowLine = (flow: FlowLine): string =>
  [
    ...[
      flow.packet,
      flow.vpc ?? '',
      flow.eni ?? '',
      flow.direction ?? '',
      flow.alone === true ? 'alone' : '',
    ],
    ...[flow.action ?? '', flow.count ?? 1, flow.first ?? '', flow.last ?? ''],
  ].join('\t')

/** Lines that hold no packet are left out. */
export const flowsIn = (text: string): readonly RecordedFlow[] =>
  text.split('\n').flatMap((line) => {
    const [written = '', vpc, eni, direction, alone, action, count, first, last] = line.split('\t')
    const packet = parsePacket(written)
    if (packet === undefined) return []
    return [
      {
        packet,
        vpcId: vpc ? asId(vpc) : null,
        at: { eniId: eni ? asId(eni) : null, direction: direction ? (direction as Direction) : null },
        alone: alone === 'alone',
        action: action ? (action as Action) : null,
        count: Number(count),
        first: first ? Number(first) : null,
        last: last ? Number(last) : null,
      } satisfies RecordedFlow,
    ]
  })
