// What the two NICs of a classic instance hold.

import { expect, test } from 'vitest'
import { parseTable } from '../../test/packets/parse.ts'
import { portName } from '../core/compile/ports.ts'
import { asId, type HostId } from '../core/model/ids.ts'
import { layoutOf } from './layout.ts'
import { namesWith } from './names.ts'

const WORLD = `vpc vpc-1 10.0.0.0/16
group sg-a vpc=classic
classic eni-a 10.0.0.5,198.51.100.5 sg-a
---`

test('K2: private blocks by the intranet, everything else by the internet, one router for both', () => {
  const { world } = parseTable('classic', WORLD)
  const layout = layoutOf(world, asId<HostId>('host-1'), namesWith('/data'))
  expect([...layout.routers.keys()]).toEqual(['classic-cn-hangzhou'])
  const [instance] = [...layout.instances.values()]
  expect(
    instance?.ports.map(({ port, device, instance: items }) => [
      port,
      device,
      items.map(({ object, rest }) => `${object} ${rest}`),
    ]),
  ).toEqual([
    [
      portName(asId('eni-a')),
      'eth0',
      [
        'addr 10.0.0.5/8 dev eth0',
        'route 100.64.0.0/10 via 10.255.255.253 dev eth0 onlink',
        'route 172.16.0.0/12 via 10.255.255.253 dev eth0 onlink',
      ],
    ],
    [
      portName(asId('eni-a-net')),
      'eth1',
      ['addr 198.51.100.5/32 dev eth1', 'route default via 169.254.254.253 dev eth1 onlink'],
    ],
  ])
  expect([...layout.publicRoutes]).toEqual([
    ['198.51.100.5', { vpcId: 'classic-cn-hangzhou', borne: '198.51.100.5' }],
  ])
})
