// Classic instances in packet tables: two NICs each, the one on the internet holding its public address itself (K2).

import { classicNetwork, classicNetworkId, classicVSwitch } from '../../src/core/model/classic.ts'
import { asId } from '../../src/core/model/ids.ts'
import type { Resources } from '../../src/core/model/resources.ts'
import type { Nic } from '../../src/core/model/rule.ts'
import type { ResourceTables } from '../../src/core/model/tables.ts'
import { eipWith, eniWith, instanceOf, REGION, vpcWith, vSwitchOf } from './resources.ts'

/** `classic ID INTRANET[,PUBLIC] GROUP[,…]|- [stopped]`: the NICs are called ID and ID-net. */
export function addClassic(world: ResourceTables, words: readonly string[]): void {
  const [id = '', addressText = '', groupText = '-', ...rest] = words
  const [intranetAddress = '', publicAddress] = addressText.split(',')
  const put = <K extends keyof Resources>(kind: K, body: Resources[K]) =>
    world.write({ kind, id: body.id, body } as Parameters<typeof world.write>[0])
  const network = vpcWith(classicNetworkId(REGION), { cidr: classicNetwork(REGION, 0).cidr })
  const place = (nic: Nic) => {
    const { id: vSwitchId, cidr } = classicVSwitch(nic, REGION, 0)
    return vSwitchOf(vSwitchId, network, { cidr })
  }
  put('vpc', network)
  for (const nic of ['intranet', 'internet'] as const) put('vSwitch', place(nic))
  const common = {
    securityGroupIds: groupText === '-' ? [] : groupText.split(',').map((group) => asId<never>(group)),
    instanceId: asId<never>(`i-${id}`),
  }
  const intranet = eniWith(id, place('intranet'), [intranetAddress], {
    ...common,
    nic: 'intranet',
  })
  put('eni', intranet)
  put(
    'instance',
    instanceOf(`i-${id}`, intranet, { state: rest.includes('stopped') ? 'stopped' : 'running' }),
  )
  if (publicAddress === undefined) return
  const internet = eniWith(`${id}-net`, place('internet'), [publicAddress], {
    ...common,
    kind: 'secondary',
    deviceIndex: 1,
    nic: 'internet',
  })
  put('eni', internet)
  const { instanceId } = internet
  const association = { eniId: internet.id, instanceId, privateAddress: publicAddress }
  put('eip', eipWith(publicAddress, association))
}

/** `link ID VPC`: ClassicLink is turned on there; what stands for the instance in it is called ID-link. */
export function addLink(world: ResourceTables, [id = '', vpcId = '']: readonly string[]): void {
  const [eni, vpc] = [world.get('eni', id), world.get('vpc', vpcId)]
  if (eni === undefined || vpc === undefined) throw new Error(`no \`${id}\` or no \`${vpcId}\``)
  const link = { ...eni, id: asId<typeof eni.id>(`${id}-link`), vpcId: vpc.id, linked: true as const }
  world.write({ kind: 'vpc', id: vpc.id, body: { ...vpc, classicLink: true } })
  world.write({ kind: 'eni', id: link.id, body: { ...link, kind: 'secondary', deviceIndex: 2 } })
}
