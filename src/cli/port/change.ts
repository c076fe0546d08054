// `menshen port bind|unbind|guard|unguard`: notes the change and waits until the agent enforces it.

import {
  type Bindings,
  changeBindings,
  isEniId,
  isInterfaceName,
  isMacChoice,
  readBindings,
} from '../../agent/bindings.ts'
import { readJoined } from '../../agent/identity.ts'
import { bridgeOf, hasEthernet, interfacesTo } from '../../agent/links.ts'
import { dataDirOf } from '../../server/config.ts'
import { type CommandContext, ExitError, FINDING, printLine, USAGE } from '../context.ts'
import { awaitGate, secondsOf } from './wait.ts'

interface Waiting {
  readonly wait: string
}
interface Closing extends Waiting {
  readonly allowCutOff?: true
}
interface Binding extends Closing {
  readonly eni?: string
  readonly host?: true
  readonly mac?: string
}

const dataOf = (context: CommandContext): string => dataDirOf(context.environment, context.data)

export async function bind(
  context: CommandContext,
  name: string | undefined,
  options: Binding,
): Promise<void> {
  const { t } = context
  const seconds = secondsOf(context, options.wait)
  const { eni, host } = options
  if ((name === undefined) === (host === undefined)) throw new ExitError(USAGE, t('port.nameOrHost'))
  if (eni === undefined) throw new ExitError(USAGE, t('port.noEni'))
  if (!isEniId(eni)) throw new ExitError(USAGE, t('port.badEni', { eni }))
  const { machine: machineBefore } = readBindings(dataOf(context))
  if (name === undefined) {
    await changeBindings(dataOf(context), (before) => ({ ...before, machine: eni }))
  } else {
    const mac = (options.mac ?? (hasEthernet(name) ? 'eni' : 'any')).toLowerCase()
    refuseInterface(context, name)
    if (!isMacChoice(mac)) throw new ExitError(USAGE, t('port.badMac', { mac }))
    if (!options.allowCutOff) refuseOwnWay(context, (way) => way === name)
    await changeBindings(dataOf(context), (before) => ({
      ...before,
      ports: [...without(before, name), { interface: name, eni, mac }],
    }))
  }
  const shown = name ?? t('port.machine')
  const status = await awaitGate(context, dataOf(context), seconds)
  if (status === null) return
  const state = name === undefined ? status.machine : status.ports.find((port) => port.interface === name)
  if (state?.state === 'waiting') {
    if (name === undefined) await takeBack(context, eni, machineBefore)
    throw new ExitError(FINDING, t('port.waiting', { eni, name: shown }))
  }
  if (state?.state === 'bridged') throw new ExitError(FINDING, t('port.stateBridged', { name: shown }))
  printLine(context, t('port.enforced', { name: shown, eni, revision: status.revision }))
}

/** A machine that passes nothing is one that nobody reaches any more, and a slip of the pen is enough (semantics S5). */
async function takeBack(context: CommandContext, eni: string, before: string | null): Promise<void> {
  await changeBindings(dataOf(context), (bindings) => ({ ...bindings, machine: before }))
  throw new ExitError(FINDING, context.t('port.machineTakenBack', { eni }))
}

export async function unbind(
  context: CommandContext,
  name: string | undefined,
  options: Binding,
): Promise<void> {
  const { t } = context
  const seconds = secondsOf(context, options.wait)
  if ((name === undefined) === (options.host === undefined)) throw new ExitError(USAGE, t('port.nameOrHost'))
  const shown = name ?? t('port.machine')
  const { machine, ports } = readBindings(dataOf(context))
  const isBound = name === undefined ? machine !== null : ports.some((port) => port.interface === name)
  if (!isBound) throw new ExitError(FINDING, t('port.notBound', { name: shown }))
  await changeBindings(dataOf(context), (before) =>
    name === undefined ? { ...before, machine: null } : { ...before, ports: without(before, name) },
  )
  await awaitGate(context, dataOf(context), seconds)
  printLine(context, t('port.unbound', { name: shown }))
}

export async function guard(context: CommandContext, name: string, options: Closing): Promise<void> {
  const seconds = secondsOf(context, options.wait)
  if (!isInterfaceName(name)) throw new ExitError(USAGE, context.t('port.badInterface', { name }))
  if (!options.allowCutOff) refuseOwnWay(context, (way) => way.startsWith(name))
  await changeBindings(dataOf(context), (before) => ({
    ...before,
    guards: [...new Set([...before.guards, name])],
  }))
  await awaitGate(context, dataOf(context), seconds)
  printLine(context, context.t('port.guarded', { name }))
}

export async function unguard(context: CommandContext, name: string, options: Waiting): Promise<void> {
  const seconds = secondsOf(context, options.wait)
  if (!readBindings(dataOf(context)).guards.includes(name)) {
    throw new ExitError(FINDING, context.t('port.notGuarded', { name }))
  }
  await changeBindings(dataOf(context), (before) => ({
    ...before,
    guards: before.guards.filter((one) => one !== name),
  }))
  await awaitGate(context, dataOf(context), seconds)
  printLine(context, context.t('port.unguarded', { name }))
}

function refuseInterface(context: CommandContext, name: string): void {
  if (!isInterfaceName(name)) throw new ExitError(USAGE, context.t('port.badInterface', { name }))
  const bridge = bridgeOf(name)
  if (bridge !== null) throw new ExitError(USAGE, context.t('port.bridged', { name, bridge }))
}

/** Any address of the internet: by the way there somebody administers this machine. */
const OUTSIDE = ['192.0.2.1', '2001:db8::1']

/** An interface that is an ENI's passes nothing of the machine's own, the agent's connection included (semantics S5). */
function refuseOwnWay(context: CommandContext, isMeant: (name: string) => boolean): void {
  const { ports } = readBindings(dataOf(context))
  const server = readJoined(dataOf(context))?.addresses ?? []
  const way = [...interfacesTo([...server, ...OUTSIDE])].find(
    (name) => name !== 'lo' && isMeant(name) && !ports.some((port) => port.interface === name),
  )
  if (way !== undefined) throw new ExitError(USAGE, context.t('port.ownWay', { name: way }))
}

const without = ({ ports }: Bindings, name: string): Bindings['ports'] =>
  ports.filter((port) => port.interface !== name)
