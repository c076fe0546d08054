// The verbs for an account whose groups are lists: projects, clones into them, files that replace every rule.

import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type CommandResult, TestServer } from '../sdk/server.ts'

const folder = mkdtempSync(join(tmpdir(), 'menshen-cli-tencent-'))
const server = new TestServer(folder)
let shop = ''
let web = ''

/** Files without a path of their own go where the command runs. */
const menshen = (...args: string[]): CommandResult =>
  server.command([...args, '--account', 'tencent'], folder)
function run(...args: string[]): string {
  const { code, stdout, stderr } = menshen(...args)
  if (code !== 0) throw new Error(`menshen ${args.join(' ')}: ${code} ${stderr}`)
  return stdout
}
const json = (...args: string[]) => JSON.parse(run(...args, '--json'))
const ports = (id: string): string[] =>
  json('sg', 'show', id).rules.map(({ ports: of }: { ports: string }) => of)

beforeAll(async () => {
  await server.start({ MENSHEN_ENFORCE: 'simulated' })
  shop = json('project', 'create', 'shop', '--description', 'the web shop').project.id
  web = json('sg', 'create', 'web').group.id
  run('rule', 'add', web, 'tcp/22', '--from', '10.0.0.0/8')
  run('rule', 'add', web, 'tcp/80,443', '--from', '0.0.0.0/0')
}, 120_000)
afterAll(async () => {
  await server.stop()
  rmSync(folder, { recursive: true, force: true })
}, 120_000)

describe('projects', { timeout: 120_000 }, () => {
  test('are made, listed and changed, in both languages', () => {
    expect(shop).toMatch(/^1\d{6}$/)
    expect(run('project', 'ls')).toMatch(new RegExp(`^${shop} +shop +the web shop`, 'm'))
    expect(run('project', 'ls', '--lang', 'zh-CN')).toContain('名称')
    const preview = run('project', 'modify', shop, '--name', 'store', '--hide', '--dry-run')
    expect(preview).toMatch(/resourceGroup \d+ store .*hidden: - → true/)
    expect(json('project', 'ls')).toMatchObject([{ name: 'shop', hidden: false }])
    expect(run('project', '--help', '--lang', 'zh-CN')).toContain('资源组')
  })

  test('groups go into them; the region is one of that cloud unless another is named', () => {
    expect(json('sg', 'create', 'inside', '--project', shop).group).toMatchObject({
      region: 'ap-guangzhou',
      resourceGroupId: shop,
      order: 'inSequence',
    })
    const { code, stderr } = menshen('sg', 'create', 'nowhere', '--region', 'cn-hangzhou')
    expect([code, stderr]).toEqual([expect.any(Number), expect.stringContaining('`region`')])
    expect(code).not.toBe(0)
  })

  test('a clone goes into region and project with its order, first as a preview', () => {
    const wish = ['sg', 'clone', web, '--region', 'ap-shanghai', '--project', shop, '--name', 'copy']
    expect(run(...wish, '--dry-run')).toContain('+ securityGroup sg-new1 copy')
    expect(json('sg', 'ls', '--region', 'ap-shanghai')).toEqual([])
    const { group } = json(...wish)
    expect(group).toMatchObject({ region: 'ap-shanghai', resourceGroupId: shop, members: 0 })
    expect(ports(group.id)).toEqual(ports(web))
  })
})

describe('files of rules', { timeout: 120_000 }, () => {
  test('an import replaces every rule: previewed, with the old ones kept in a file, and back again', () => {
    const before = ports(web)
    const file = join(folder, 'new.csv')
    writeFileSync(
      file,
      'direction,index,source,protocol,port,action,description\ningress,0,10.0.0.0/8,tcp,8080,ACCEPT,\n',
    )
    const preview = run('sg', 'import', web, file, '--dry-run')
    expect(preview.match(/^- /gm)).toHaveLength(before.length)
    expect(preview).toMatch(/^\+ .*8080/m)
    expect(ports(web)).toEqual(before)
    expect(readdirSync(folder).filter((name) => name.includes('before-import'))).toEqual([])
    const { stderr } = menshen('sg', 'import', web, file)
    expect(ports(web)).toEqual(['8080'])
    const [kept = ''] = readdirSync(folder).filter((name) => name.includes('before-import'))
    expect(stderr).toContain(kept)
    expect(JSON.parse(readFileSync(join(folder, kept), 'utf8'))).toHaveProperty(
      'SecurityGroupPolicySet.Ingress',
    )
    run('sg', 'import', web, kept)
    expect(ports(web)).toEqual(before)
  })

  test('a bad file is refused row by row and takes nothing away', () => {
    const before = ports(web)
    const file = join(folder, 'bad.csv')
    writeFileSync(
      file,
      'direction,index,source,protocol,port,action,description\n' +
        'ingress,0,10.0.0.0/8,tcp,8080,ACCEPT,\ningress,1,10.0.0.0/8,tcp,99999,ACCEPT,\n',
    )
    const { code, stderr } = menshen('sg', 'import', web, file)
    expect(code).not.toBe(0)
    expect(stderr).toContain('3')
    expect(ports(web)).toEqual(before)
    writeFileSync(file, '{"Ingress": [')
    expect(menshen('sg', 'import', web, file).code).not.toBe(0)
    expect(ports(web)).toEqual(before)
  })

  test('an empty group gets a template to start from, which can be imported as it is', () => {
    const { id } = json('sg', 'create', 'empty').group
    const file = join(folder, 'start.json')
    run('sg', 'export', id, '--template', '-o', file)
    expect(existsSync(file)).toBe(true)
    run('sg', 'import', id, file)
    expect(ports(id)).toHaveLength(13)
    expect(run('sg', 'export', id, '-f', 'csv', '-o', '-')).toMatch(/^\ufeff?direction,index,source/)
  })
})

describe('parameter templates', { timeout: 120_000 }, () => {
  const id = (...args: string[]): string => json('template', 'create', ...args).list.id

  test('are made, grouped, listed, changed and deleted, and rules mean new members at once', () => {
    const sites = id('sites', '--entry', '10.0.0.1-10.0.0.9=office', '--entry', '10.2.0.0/16')
    const admin = id('admin', '--of', 'services', '--entry', 'tcp:22,3389')
    const all = id('all', '--include', sites)
    expect([sites, admin, all].map((one) => one.split('-')[0])).toEqual(['ipm', 'ppm', 'ipmg'])
    const table = run('template', 'ls')
    expect(table).toMatch(new RegExp(`${sites} +sites +10\\.0\\.0\\.1-10\\.0\\.0\\.9 +${all}`))
    expect(json('template', 'ls', '--of', 'services').map(({ name }: { name: string }) => name)).toEqual([
      'admin',
    ])
    expect(run('template', 'ls', '--lang', 'zh-CN')).toContain('成员')
    run('rule', 'add', web, 'tcp/9090', '--from', all)
    const preview = run(
      'template',
      'modify',
      sites,
      '--remove',
      '10.2.0.0/16',
      '--add',
      '10.3.0.0/16',
      '--dry-run',
    )
    expect(preview).toContain('10.3.0.0/16')
    expect(run('template', 'show', sites)).toContain('10.2.0.0/16')
    run('template', 'modify', sites, '--remove', '10.2.0.0/16', '--add', '10.3.0.0/16=lab')
    expect(run('template', 'show', sites)).toMatch(/10\.0\.0\.1-10\.0\.0\.9 +office *\n10\.3\.0\.0\/16 +lab/)
    const { code, stderr } = menshen('template', 'rm', sites)
    expect(code).not.toBe(0)
    expect(stderr).toContain(all)
    run('template', 'rm', admin)
    expect(json('template', 'ls', '--of', 'services')).toEqual([])
  })

  test('an Alibaba account is told what it has in their place', () => {
    const { code, stderr } = server.command(['template', 'create', 'sites', '--entry', '10.0.0.1'])
    expect(code).not.toBe(0)
    expect(stderr).toContain('prefix lists')
  })
})

test('P3: groups of an interface decide in the order given, rules in the order of their list', async () => {
  const { endpoint, api } = server.credentials
  const made = await fetch(`${endpoint}/api/v1/lab`, {
    method: 'POST',
    headers: { authorization: `Bearer ${api.token}`, 'x-menshen-account': 'tencent' },
  })
  const { instances } = (await made.json()) as { instances: readonly [string, string, string, string] }
  const [from, , to] = instances
  const why = (): string => server.command(['explain', from, `${to}:8080`]).stdout
  const verdict = (): string => why().split(' ')[0] ?? ''
  expect(verdict()).toBe('ACCEPT')
  const [eni] = json('eni', 'ls', '--instance', to)
  const shut = json('sg', 'create', 'shut').group.id
  run('rule', 'add', shut, 'tcp/8080', '--from', '0.0.0.0/0', '--drop')
  const open = eni.groups as readonly string[]
  const preview = run('eni', 'groups', eni.id, shut, ...open, '--dry-run')
  expect(preview).toContain(`[${[shut, ...open].join('; ')}]`)
  run('eni', 'groups', eni.id, shut, ...open)
  expect(verdict()).toBe('DROP')
  expect(why()).toContain(shut)
  // The same group, the other way round within: an accept above its drop lets the first group itself decide.
  run('rule', 'add', shut, 'tcp/8080', '--from', '0.0.0.0/0', '--priority', '1')
  expect(verdict()).toBe('ACCEPT')
  const ids = json('sg', 'show', shut).rules.map(({ id }: { id: string }) => id)
  run('rule', 'order', shut, ...ids.toReversed())
  expect(verdict()).toBe('DROP')
  run('eni', 'groups', eni.id, ...open, shut)
  expect(verdict()).toBe('ACCEPT')
}, 120_000)

test('completion knows the verbs', () => {
  const words = server.command(['completion', 'bash']).stdout
  for (const verb of ['project', 'template']) expect(words).toContain(verb)
}, 30_000)
