// ECS Security manual 2019, sections 1.3 "安全组应用案例" and 1.4 "常用端口的典型应用": every case and every row of their
// tables, written with the official SDK and tried with real packets, in a VPC and in the classic network.
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { reasonNotToRun } from '../kernel/machine.ts'
import { describeUnless } from '../skipReason.ts'
import {
  type Account,
  type Line,
  type Machine,
  ManualWorld,
  type Network,
  twoAccounts,
} from './manualWorld.ts'
import { TestServer } from './server.ts'

const ANYBODY = '0.0.0.0/0'
const FRIEND = '1.2.3.4/32'

/** Tried at the same time: most of what does not pass is waited for in vain. */
async function expectEach(...attempts: readonly (readonly [Promise<boolean>, boolean])[]): Promise<void> {
  const found = await Promise.all(attempts.map(([attempt]) => attempt))
  expect(found).toEqual(attempts.map(([, expected]) => expected))
}

describeUnless(reasonNotToRun(), 'ECS Security manual 2019', () => {
  const server = new TestServer(mkdtempSync(join(tmpdir(), 'menshen-manual-')))
  let accounts: readonly [Account, Account]

  beforeAll(async () => {
    await server.start()
    await server.healthy()
    accounts = await twoAccounts(server)
  }, 60_000)
  afterAll(() => server.remove(), 60_000)

  describe.each<Network>(['vpc', 'classic'])('%s', (network) => {
    const world = new ManualWorld(server, network)
    let a1: Machine
    let a2: Machine
    let b1: Machine

    beforeAll(async () => {
      await world.build(...accounts)
      ;({ a1, a2, b1 } = world)
    }, 60_000)

    /** Which of these connections come about. */
    const inner = (from: Machine, to: Machine, port: number) => world.reaches(from.hand, to.inner, port)
    const fromFriend = (to: Machine, port: number) => world.reaches(world.friend, to.public, port)
    const fromStranger = (to: Machine, port: number) => world.reaches(world.stranger, to.public, port)
    /** A machine alone in a new group with these lines. */
    async function alone(machine: Machine, ...lines: readonly Line[]): Promise<void> {
      const [group = ''] = await world.groups(machine)
      for (const line of lines) await world.add(machine.account, group, line)
    }

    test('G8 P8 K2: 默认安全组：放行了ICMP协议、SSH 22端口、RDP 3389端口', async () => {
      const newcomer = await world.newcomer()
      await expectEach(
        [world.pings(world.stranger, newcomer.public), true],
        [fromStranger(newcomer, 22), true],
        [fromStranger(newcomer, 3389), true],
        [fromStranger(newcomer, 80), false],
        [fromStranger(newcomer, 443), false],
        [world.reaches(newcomer.hand, '5.6.7.8', 80), true],
      )
    })

    describe('案例一：同一个地域、同一个账号下的实例实现内网互通', () => {
      test('G2: 在同一个安全组内，默认内网互通', async () => {
        const [group = ''] = await world.groups(a1)
        await world.move(a2, group)
        await expectEach(
          [inner(a1, a2, 3306), true],
          [inner(a2, a1, 3306), true],
          [world.pings(a1.hand, a2.inner), true],
        )
      })

      test('P4 G1 K2: 在不同的安全组内，默认内网不通；授权另一个安全组后互通', async () => {
        const [first = '', second = ''] = await world.groups(a1, a2)
        expect(await inner(a1, a2, 3306)).toBe(false)
        const line = { nic: 'intranet', ports: '3306/3306' } as const
        await world.add(world.userA, first, { ...line, peer: { group: second } })
        await expectEach([inner(a2, a1, 3306), true], [inner(a1, a2, 3306), false])
        await world.add(world.userA, second, { ...line, peer: { group: first } })
        await expectEach(
          [inner(a1, a2, 3306), true],
          [inner(a1, a2, 22), false],
          [world.reaches(a2.hand, a1.public, 3306), false],
        )
      })
    })

    test('G1 K1: 案例二：同一个地域、不同账号下的实例实现内网互通', async () => {
      const [groupA = '', groupB = ''] = await world.groups(a1, b1)
      const line = { nic: 'intranet', ports: '22/22' } as const
      expect(await inner(b1, a1, 22)).toBe(false)
      await world.add(world.userA, groupA, { ...line, peer: { group: groupB, account: world.userB } })
      await expectEach([inner(b1, a1, 22), true], [inner(a1, b1, 22), false])
      await world.add(world.userB, groupB, { ...line, peer: { group: groupA, account: world.userA } })
      expect(await inner(a1, b1, 22)).toBe(true)
    })

    test.each([
      ['Linux实例', 22],
      ['Windows实例', 3389],
    ])('P5 K2: 案例三：只允许特定IP地址远程登录到实例：%s', async (_, port) => {
      await alone(a1, { nic: 'internet', ports: `${port}/${port}`, peer: FRIEND })
      await expectEach(
        [fromFriend(a1, port), true],
        [fromStranger(a1, port), false],
        [fromFriend(a1, 80), false],
      )
    })

    test('P3 K2: 案例四：只允许实例访问外部特定IP地址', async () => {
      const line = { nic: 'internet', direction: 'egress' } as const
      await alone(
        a1,
        { ...line, policy: 'drop', protocol: 'ALL', priority: 2, peer: ANYBODY },
        { ...line, ports: '443/443', priority: 1, peer: FRIEND },
      )
      await expectEach(
        [world.reaches(a1.hand, '1.2.3.4', 443), true],
        [world.reaches(a1.hand, '1.2.3.4', 80), false],
        [world.reaches(a1.hand, '5.6.7.8', 443), false],
        [world.pings(a1.hand, '1.2.3.4'), false],
      )
    })

    test('P3 K2: 案例五：拒绝实例访问外部特定IP地址', async () => {
      await alone(a1, {
        nic: 'internet',
        direction: 'egress',
        policy: 'drop',
        protocol: 'ALL',
        peer: FRIEND,
      })
      await expectEach(
        [world.reaches(a1.hand, '1.2.3.4', 443), false],
        [world.pings(a1.hand, '1.2.3.4'), false],
        [world.reaches(a1.hand, '5.6.7.8', 443), true],
      )
    })

    test.each([
      ['Windows：RDP(3389)', 3389],
      ['Linux：SSH(22)', 22],
      ['自定义TCP', 8080],
    ])('P5 K2: 案例六：允许公网远程连接实例：%s', async (_, port) => {
      await alone(a1, { nic: 'internet', ports: `${port}/${port}`, peer: ANYBODY })
      await expectEach(
        [fromFriend(a1, port), true],
        [fromStranger(a1, port), true],
        [fromStranger(a1, 443), false],
      )
    })

    describe('案例七：允许内网其他账号下某个安全组内的ECS实例远程连接实例', () => {
      const ports = [
        ['Windows：RDP(3389)', 3389],
        ['Linux：SSH(22)', 22],
        ['自定义TCP', 8080],
      ] as const

      test.each(ports)('K1 P5: 某个实例内网IP地址：%s', async (_, port) => {
        await alone(a1, { nic: 'intranet', ports: `${port}/${port}`, peer: `${b1.inner}/32` })
        await expectEach([inner(b1, a1, port), true], [inner(a2, a1, port), false])
      })

      test.each(ports)('G1 K1: 某个安全组里的所有ECS实例：%s', async (_, port) => {
        const [groupA = '', groupB = ''] = await world.groups(a1, b1)
        const peer = { group: groupB, account: world.userB }
        await world.add(world.userA, groupA, { nic: 'intranet', ports: `${port}/${port}`, peer })
        await expectEach(
          [inner(b1, a1, port), true],
          [inner(a2, a1, port), false],
          [inner(b1, a1, 443), false],
        )
      })
    })

    describe('案例八：允许公网通过HTTP、HTTPS等服务访问实例', () => {
      const ports = [
        ['HTTP(80)', 80],
        ['HTTPS(443)', 443],
        ['自定义TCP', 8080],
      ] as const

      test.each(ports)('P5 K2: 所有IP地址：%s', async (_, port) => {
        await alone(a1, { nic: 'internet', ports: `${port}/${port}`, peer: ANYBODY })
        await expectEach(
          [fromFriend(a1, port), true],
          [fromStranger(a1, port), true],
          [fromStranger(a1, 22), false],
        )
      })

      test.each(ports)('P5 K2: 部分IP地址：%s', async (_, port) => {
        const line = { nic: 'internet', ports: `${port}/${port}` } as const
        await alone(a1, { ...line, peer: FRIEND }, { ...line, peer: '10.0.0.0/8' })
        await expectEach([fromFriend(a1, port), true], [fromStranger(a1, port), false])
      })
    })

    describe('常用端口典型应用', () => {
      test.each([
        ['SSH 远程连接 Linux 实例', '22/22', [22]],
        ['RDP 远程连接 Windows 实例', '3389/3389', [3389]],
        ['ECS 实例作 Web 服务器', '80/80', [80]],
        ['使用 FTP 上传或下载文件', '20/21', [20, 21]],
      ] as const)('P5 K2: %s', async (_, range, ports) => {
        await alone(a1, { nic: 'internet', ports: range, peer: ANYBODY })
        for (const port of ports) expect(await fromStranger(a1, port)).toBe(true)
        await expectEach([fromStranger(a1, 443), false], [world.pings(world.stranger, a1.public), false])
      })

      test('P5 K2: 公网 ping ECS 实例：地址段访问', async () => {
        await alone(a1, { nic: 'internet', protocol: 'ICMP', peer: ANYBODY })
        await expectEach([world.pings(world.stranger, a1.public), true], [fromStranger(a1, 80), false])
      })

      test('G1 K1: 公网 ping ECS 实例：安全组访问只对内网有效', async () => {
        const [first = '', second = ''] = await world.groups(a1, a2)
        const peer = { group: second }
        await world.add(world.userA, first, { nic: 'intranet', protocol: 'ICMP', peer })
        await expectEach(
          [world.pings(a2.hand, a1.inner), true],
          [world.pings(a2.hand, a1.public), false],
          [world.pings(world.stranger, a1.public), false],
        )
      })

      test('S3: TCP 25 端口默认受限，解封后可用', async () => {
        await alone(a1, { nic: 'internet', direction: 'egress', ports: '25/25', peer: ANYBODY })
        await expectEach(
          [world.reaches(a1.hand, '1.2.3.4', 25), false],
          [world.reaches(a1.hand, '1.2.3.4', 80), true],
        )
        await server.api('PATCH', `/accounts/${world.userA.id}`, { smtpReleased: true })
        expect(await world.reaches(a1.hand, '1.2.3.4', 25)).toBe(true)
        await server.api('PATCH', `/accounts/${world.userA.id}`, { smtpReleased: false })
        expect(await world.reaches(a1.hand, '1.2.3.4', 25)).toBe(false)
      })
    })
  })
})
