// How a public address reaches its interface: by translation, or standing on it for all to see (P10).

import { fail } from '../../core/model/faults.ts'
import type { Eip, Eni, VisibleMode } from '../../core/model/network.ts'
import type { Call } from '../call.ts'
import { findEip } from './find.ts'

/** Undefined: by translation. */
export type ForwardMode = VisibleMode | undefined

/** Throws unless an interface can bear one address more in this mode. `others` are the addresses that it has now. */
export function checkMode(eni: Eni, mode: ForwardMode, others: readonly Eip[]): void {
  const modes = new Set(others.map(({ association }) => association?.mode))
  const isMixed = [...modes].some((each) => each !== mode)
  if (isMixed || (mode === 'cutThrough' && others.length > 0)) fail({ name: 'eipTargetTaken', id: eni.id })
  if (mode === undefined) return
  if (eni.kind === 'primary') fail({ name: 'eipModeUnfit', id: eni.id })
  // Its addresses change: the instance finds the new ones when it gets the interface.
  if (eni.instanceId !== null) fail({ name: 'eipEniAttached', eniId: eni.id })
}

/** The private address that stands behind it, or beside it: none is meant where there are several of each. */
export const addressFor = (eni: Eni, mode: ForwardMode, wanted: string | undefined): string =>
  mode === 'multiEip' ? '' : (wanted ?? eni.primaryAddress)

export function modifyForwardMode(
  call: Call,
  input: { readonly eipId: string; readonly region: string; readonly mode: ForwardMode },
): void {
  const eip = findEip(call, input.eipId, input.region)
  const { association } = eip
  const { mode } = input
  if (association?.mode === mode) return
  if (association === null) fail({ name: 'eipNotInUse', eipId: eip.id })
  const eni =
    call.state.get('eni', association.eniId) ?? fail({ name: 'eipTargetNotFound', id: association.eniId })
  const others = call.state.by('eip', 'eni', eni.id).filter(({ id }) => id !== eip.id)
  checkMode(eni, mode, others)
  if (eni.instanceId !== null) fail({ name: 'eipEniAttached', eniId: eni.id })
  if (mode !== undefined && eip.prepaid === true) fail({ name: 'eipSubscribed', eipId: eip.id })
  const { mode: before, ...rest } = association
  const privateAddress = addressFor(eni, mode, undefined)
  if (mode === 'cutThrough' && before === undefined && rest.privateAddress !== privateAddress)
    fail({ name: 'eipModeUnfit', id: eni.id })
  const changed = { ...rest, privateAddress, ...(mode === undefined ? {} : { mode }) }
  call.state.put('eip', { ...eip, association: changed })
  noteVisible(call, eni.id)
}

/** What stands on an interface is kept with it; to be called whenever one of its addresses comes, goes or changes. */
export function noteVisible(call: Call, eniId: string): void {
  const eni = call.state.get('eni', eniId)
  if (eni === undefined) return
  const shown = call.state
    .by('eip', 'eni', eni.id)
    .filter(({ association }) => association?.mode !== undefined)
  const { visible: before, ...rest } = eni
  if (shown.length === 0 && before === undefined) return
  const only = shown.some(({ association }) => association?.mode === 'cutThrough')
  const addresses = shown.map(({ address }) => address)
  call.state.put('eni', shown.length === 0 ? rest : { ...rest, visible: { addresses, only } })
}
