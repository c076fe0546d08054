// `menshen rule add`, `modify`, `clone` and `rm`.

import { change } from '../changes.ts'
import { type CommandContext, ExitError, printLine, USAGE } from '../context.ts'
import { type Changing, numberOr } from '../verbs.ts'

interface Parts extends Changing {
  readonly accept?: true
  readonly drop?: true
  readonly priority?: string
  readonly description?: string
  readonly sourcePorts?: string
  readonly own?: string
  readonly nic?: string
}

interface Peers {
  readonly from?: readonly string[]
  readonly to?: readonly string[]
}

export async function addRules(
  context: CommandContext,
  groupId: string,
  services: readonly string[],
  options: Parts & Peers,
): Promise<void> {
  const { t } = context
  const { from, to } = options
  // Directions are seen from the instance (P1): what comes to it comes from somewhere.
  if ((from === undefined) === (to === undefined)) throw new ExitError(USAGE, t('rule.oneDirection'))
  const body = {
    direction: to === undefined ? 'ingress' : 'egress',
    services: services.join(','),
    peers: from ?? to,
    ...partsOf(context, options),
  }
  const path = `groups/${encodeURIComponent(groupId)}/rules`
  const answer = await change<{ carrierBlocked: readonly number[] }>(
    context,
    path,
    { method: 'POST', body },
    options,
  )
  if (!options.json && answer.carrierBlocked.length > 0) {
    printLine(context, t('rule.carrierBlocked', { ports: answer.carrierBlocked.join(', ') }))
  }
}

interface OneRule extends Parts {
  readonly service?: string
  readonly peer?: string
}

export async function modifyRule(
  context: CommandContext,
  groupId: string,
  ruleId: string,
  options: OneRule,
): Promise<void> {
  await change(context, pathOf(groupId, ruleId), { method: 'PATCH', body: oneOf(context, options) }, options)
}

export async function cloneRule(
  context: CommandContext,
  groupId: string,
  ruleId: string,
  options: OneRule & { readonly into?: string },
): Promise<void> {
  const body = { ...oneOf(context, options), into: options.into }
  await change(context, `${pathOf(groupId, ruleId)}/clone`, { method: 'POST', body }, options)
}

export async function removeRules(
  context: CommandContext,
  groupId: string,
  ruleIds: readonly string[],
  options: Changing,
): Promise<void> {
  const query = { ids: ruleIds.join(',') }
  const path = `groups/${encodeURIComponent(groupId)}/rules`
  await change(context, path, { method: 'DELETE', query }, options)
}

export async function orderRules(
  context: CommandContext,
  groupId: string,
  ruleIds: readonly string[],
  options: Changing & { readonly egress?: true; readonly seenVersion?: string },
): Promise<void> {
  const { egress, seenVersion } = options
  const body = {
    direction: egress ? 'egress' : 'ingress',
    ids: ruleIds,
    version: seenVersion === undefined ? undefined : numberOr(seenVersion),
  }
  const path = `groups/${encodeURIComponent(groupId)}/rules/order`
  await change(context, path, { method: 'PUT', body }, options)
}

const pathOf = (groupId: string, ruleId: string): string =>
  `groups/${encodeURIComponent(groupId)}/rules/${encodeURIComponent(ruleId)}`

const oneOf = (context: CommandContext, options: OneRule) => ({
  service: options.service,
  peer: options.peer,
  ...partsOf(context, options),
})

/** What is not given is undefined, and JSON leaves it out. */
function partsOf({ t }: CommandContext, options: Parts) {
  if (options.accept && options.drop) throw new ExitError(USAGE, t('rule.oneAction'))
  const { description, sourcePorts, own, nic, priority } = options
  return {
    action: options.drop ? 'drop' : options.accept ? 'accept' : undefined,
    priority: priority === undefined ? undefined : numberOr(priority),
    description,
    sourcePorts,
    own,
    nic,
  }
}
