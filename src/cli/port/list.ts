// `menshen port ls`: bindings and guards with what the agent says about them.

import { agentOf } from '../../agent/agentProcess.ts'
import { fingerprintOf, readBindings } from '../../agent/bindings.ts'
import { type GateStatus, type PortState, readGateStatus } from '../../agent/gateStatus.ts'
import { isBridged, isUp } from '../../agent/links.ts'
import { dataDirOf } from '../../server/config.ts'
import type { TextKey } from '../../text/index.ts'
import { type CommandContext, FINDING, printJson, printLine } from '../context.ts'
import { printTable } from '../table.ts'

type Shown = PortState | 'pending' | 'guard'

interface Row {
  readonly interface: string
  readonly eni: string
  readonly mac: string
  readonly state: Shown
  /** Null: there is no such interface now. */
  readonly up: boolean | null
}

export function listPorts(context: CommandContext, options: { json?: boolean }): void {
  const dataDir = dataDirOf(context.environment, context.data)
  const rows = rowsOf(dataDir)
  if (rows.some(({ state }) => state === 'bridged')) process.exitCode = FINDING
  const { t } = context
  if (options.json) printJson(context, rows)
  else if (rows.length === 0) printLine(context, t('port.none'))
  else printRows(context, rows)
  const failsafe = readGateStatus(dataDir)?.failsafe ?? []
  if (!options.json && failsafe.length > 0)
    printLine(context, t('status.failsafe', { list: failsafe.join(', ') }))
}

function printRows(context: CommandContext, rows: readonly Row[]): void {
  const { t } = context
  printTable(
    context,
    ['port.column.interface', 'port.column.eni', 'port.column.mac', 'port.column.state', 'port.column.link'],
    rows.map((row) => [
      row.interface === '' ? t('port.machine') : row.interface,
      row.eni,
      row.mac,
      t(`port.state.${row.state}` satisfies TextKey),
      row.interface === '' || row.state === 'guard' ? '' : t(linkKey(row.up)),
    ]),
  )
}

function rowsOf(dataDir: string): readonly Row[] {
  const bindings = readBindings(dataDir)
  const status = agentOf(dataDir) === null ? null : readGateStatus(dataDir)
  const isCurrent = status?.fingerprint === fingerprintOf(bindings)
  const stateOf = (find: (status: GateStatus) => PortState | undefined): Shown =>
    (isCurrent && status !== null ? find(status) : undefined) ?? 'pending'
  const { machine } = bindings
  return [
    ...(machine === null
      ? []
      : [{ interface: '', eni: machine, mac: '', state: stateOf((one) => one.machine?.state), up: true }]),
    ...bindings.ports.map((port) => ({
      ...port,
      // Somebody may have put it into a bridge since.
      state: isBridged(port.interface)
        ? ('bridged' as const)
        : stateOf((one) => one.ports.find((each) => each.interface === port.interface)?.state),
      up: isUp(port.interface),
    })),
    ...bindings.guards.map((guard) => ({
      ...{ interface: `${guard}*`, eni: '', mac: '', up: null },
      state: isCurrent ? ('guard' as const) : ('pending' as const),
    })),
  ]
}

const linkKey = (up: boolean | null): TextKey =>
  up === null ? 'port.link.absent' : up ? 'port.link.up' : 'port.link.down'
