// The verbs that ask the server, typed as a user types them, against a server of their own, in both languages.

import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type CommandResult, TestServer } from '../sdk/server.ts'

const MENSHEN = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'menshen-cli-'))
const server = new TestServer(folder)
let web = ''

beforeAll(async () => {
  await server.start({ MENSHEN_ENFORCE: 'simulated' })
  run('sg', 'create', 'web', '--template', 'webLinux', '--tag', 'stage=test,组=前端')
  web = json('sg', 'ls')[0].id
}, 60_000)
afterAll(async () => {
  await server.stop()
  rmSync(folder, { recursive: true, force: true })
}, 60_000)

const menshen = (...args: string[]): CommandResult => server.command(args)
function run(...args: string[]): string {
  const { code, stdout, stderr } = menshen(...args)
  if (code !== 0) throw new Error(`menshen ${args.join(' ')}: ${code} ${stderr}`)
  return stdout
}
const json = (...args: string[]) => JSON.parse(run(...args, '--json'))

describe('security groups', { timeout: 60_000 }, () => {
  test('are listed in a table whose columns stand straight in both languages', () => {
    run('sg', 'create', '前端服务器', '--description', 'about it')
    const columns = (text: string, cell: RegExp) =>
      text
        .trimEnd()
        .split('\n')
        .map((line) => widthOf(line.slice(0, line.search(cell))))
    const english = run('sg', 'ls')
    expect(english).toContain('members')
    expect(new Set(columns(english, /vpc-|network/)).size).toBe(1)
    const chinese = run('sg', 'ls', '--lang', 'zh-CN')
    expect(chinese).toContain('前端服务器')
    expect(new Set(columns(chinese, /vpc-|网络/)).size).toBe(1)
  })

  test('show rules, tags and inner access', () => {
    const shown = run('sg', 'show', web)
    expect(shown).toContain('stage=test, 组=前端')
    expect(shown).toMatch(/ingress +ACCEPT +1 +tcp +443 +0\.0\.0\.0\/0/)
    expect(run('sg', 'show', web, '--lang', 'zh-CN')).toMatch(/入方向 +允许 +1 +tcp +443/)
  })

  test('what others wrote steers no terminal and forges no line; a tag is given once', () => {
    const group = json('sg', 'create', 'hostile').group.id
    const description = '\u001b[2J\u001b[31mred\n+ ingress ACCEPT all\u202e'
    const [rule] = json(
      'rule',
      'add',
      group,
      'ssh',
      '--from',
      '10.0.0.0/8',
      '--description',
      description,
    ).added
    const shown = run('sg', 'show', group)
    expect(shown).toContain('␛[2J␛[31mred⏎+ ingress ACCEPT all�')
    for (const sign of ['\u001b', '\u202e']) expect(shown).not.toContain(sign)
    expect(json('sg', 'show', group).rules[0].description).toBe(description)
    const changed = run('rule', 'modify', group, rule.id, '--description', 'a\n- b')
    expect(changed.split('\n').filter((line) => line.includes('- b'))).toEqual([
      expect.stringContaining('⏎- b'),
    ])
    for (const args of [
      ['sg', 'show', ''],
      ['sg', 'rm', '', '--dry-run'],
      ['rule', 'rm', group, ''],
      ['eni', 'groups', 'eni-1', ''],
    ])
      expect(menshen(...args)).toMatchObject({ code: 2, stderr: expect.stringContaining('is empty') })
    expect(menshen('sg', 'create', 'x\u001b[2J').stderr).toContain('x␛[2J')
    const twice = menshen('sg', 'create', 'two', '--tag', 'a=1,a=2', '--lang', 'zh-CN')
    expect([twice.code, twice.stderr]).toEqual([2, expect.stringContaining('标签 `a` 重复')])
  })

  test('are cloned, first as a preview', () => {
    const preview = run('sg', 'clone', web, '--region', 'cn-beijing', '--name', '副本', '--tags', '--dry-run')
    expect(preview).toContain('preview: nothing is changed yet')
    expect(preview).toContain('+ securityGroup sg-new1 副本')
    expect(json('sg', 'ls', '--region', 'cn-beijing')).toEqual([])
    run('sg', 'clone', web, '--region', 'cn-beijing', '--name', '副本', '--tags')
    expect(json('sg', 'ls', '--region', 'cn-beijing')).toMatchObject([
      { name: '副本', rules: 4, tags: { stage: 'test' } },
    ])
  })

  test('are restored from an earlier revision and from an exported file', () => {
    const group = json('sg', 'create', 'past', '--template', 'webLinux').group.id
    const { revision } = json('rule', 'add', group, 'mysql', '--from', '10.0.0.0/8')
    const file = join(folder, 'past.json')
    run('sg', 'export', group, '--output', file)
    run('rule', 'add', group, 'redis', '--from', '10.0.0.0/8')
    run(
      'rule',
      'rm',
      group,
      json('sg', 'show', group).rules.find((rule: { ports: string }) => rule.ports === '443').id,
    )
    const preview = run('sg', 'restore', group, '--revision', String(revision), '--dry-run')
    expect(preview).toMatch(/- ingress ACCEPT tcp 6379/)
    expect(preview).toMatch(/\+ ingress ACCEPT tcp 443/)
    const partial = run('sg', 'restore', group, '--file', file, '--partial')
    expect(partial).toMatch(/\+ ingress ACCEPT tcp 443/)
    expect(partial).toContain('only in this group, kept (1):')
    expect(run('sg', 'restore', group, '--file', file)).toMatch(/- ingress ACCEPT tcp 6379/)
    expect(run('sg', 'restore', group, '--revision', String(revision))).toContain('nothing to change')
    expect(menshen('sg', 'restore', group)).toMatchObject({
      code: 2,
      stderr: 'menshen: give one of --from, --revision and --file\n',
    })
    run('sg', 'rm', group)
  })

  test('are restored, and what only this group has is named', () => {
    const copy = json('sg', 'clone', web, '--name', 'copy').group.id
    run('rule', 'add', copy, 'mysql', '--from', '10.0.0.0/8')
    const partial = run('sg', 'restore', copy, '--from', web, '--partial', '--lang', 'zh-CN')
    expect(partial).toContain('没有变更')
    expect(partial).toContain('仅原安全组有，保留（1 条）')
    expect(run('sg', 'restore', copy, '--from', web)).toMatch(/- ingress ACCEPT tcp 3306/)
    run('sg', 'rm', copy)
    expect(menshen('sg', 'show', copy)).toMatchObject({
      code: 2,
      stderr: `menshen: there is no security group \`${copy}\`\n`,
    })
  })
})

describe('files', { timeout: 60_000 }, () => {
  test('T5: an export comes back through an import, whole', () => {
    const file = join(folder, 'rules.csv')
    expect(run('sg', 'export', web, '-f', 'csv', '-o', file)).toContain(file)
    expect(readFileSync(file, 'utf8').startsWith('\uFEFFDirection,')).toBe(true)
    const empty = json('sg', 'create', 'empty').group.id
    expect(run('sg', 'import', empty, file)).toContain('4 rules read: 4 new')
    expect(run('sg', 'export', web, '-o', '-')).toContain('"IpProtocol": "ICMP"')
  })

  test('T5: a bad row is named with its reason, and the good ones wait to be asked for', () => {
    const file = join(folder, 'bad.csv')
    const rows = ['TCP;22/22;10.0.0.1', 'TCP;22;10.0.0.2', 'UDP;53/53;10.0.0.3']
    writeFileSync(
      file,
      `Direction;IpProtocol;PortRange;SourceCidrIp\n${rows.map((row) => `ingress;${row}\n`).join('')}`,
    )
    const refused = menshen('sg', 'import', web, file)
    expect(refused).toMatchObject({ code: 2, stdout: '' })
    expect(refused.stderr).toContain('--keep-good')
    const preview = menshen('sg', 'import', web, file, '--dry-run', '--lang', 'zh-CN')
    expect(preview.code).toBe(1)
    expect(preview.stdout).toContain('第 3 行 未通过: `PortRange` 的值为 `22`')
    const kept = menshen('sg', 'import', web, file, '--keep-good')
    expect([kept.code, kept.stdout]).toEqual([1, expect.stringContaining('2 new')])
    expect(menshen('sg', 'import', web, join(folder, 'none')).stderr).toContain('ENOENT')
    // The same exit code for scripts that read JSON.
    const again = menshen('sg', 'import', web, file, '--keep-good', '--json')
    expect([again.code, JSON.parse(again.stdout).counts.refused]).toEqual([1, 1])
  })

  test('a file that cannot be written is said in one line', () => {
    const { code, stderr } = menshen('sg', 'export', web, '-o', join(folder, 'none', 'x.csv'))
    expect([code, stderr]).toEqual([2, `menshen: cannot write \`${folder}/none/x.csv\`: ENOENT\n`])
  })
})

describe('rules', { timeout: 60_000 }, () => {
  test('T1: several services and peers, then changed, cloned and removed', () => {
    const group = json('sg', 'create', 'rules').group.id
    const { added } = json(
      'rule',
      'add',
      group,
      'ssh',
      'tcp/8000-8100',
      '--from',
      '10.0.0.0/8,192.168.0.0/16',
    )
    expect(added).toHaveLength(4)
    const [first, second] = added
    expect(run('rule', 'modify', group, first.id, '--drop', '--priority', '9')).toMatch(/~ ingress DROP .*9/)
    expect(json('rule', 'clone', group, second.id, '--service', 'https').rule.ports).toBe('443')
    run('rule', 'rm', group, first.id, second.id)
    expect(json('sg', 'show', group).rules).toHaveLength(3)
    expect(run('rule', 'add', group, 'tcp/445', '--from', '0.0.0.0/0')).toContain(
      'carriers block these ports',
    )
  })

  test('what narrows a rule is shown: source ports, its own side, the interface of a classic group', () => {
    const group = json('sg', 'create', 'narrow').group.id
    const added = ['rule', 'add', group, 'ssh', '--from', '10.0.0.0/8', '--own', '10.1.0.5']
    expect(run(...added, '--source-ports', '1024-65535')).toContain(
      'tcp 22 (from 1024-65535) 10.0.0.0/8 ⇄ 10.1.0.5',
    )
    expect(run('sg', 'show', group)).toContain('22 (from 1024-65535)  10.0.0.0/8 ⇄ 10.1.0.5')
    const [rule] = json('sg', 'show', group).rules
    expect(run('rule', 'modify', group, rule.id, '--priority', '9')).toContain('priority: 1 → 9')
    const classic = json('sg', 'create', 'classic', '--classic').group.id
    run('rule', 'add', classic, 'ssh', '--from', '10.0.0.1', '--nic', 'intranet')
    expect(run('rule', 'add', classic, 'ssh', '--from', '1.2.3.4')).toContain('+ internet ingress ACCEPT')
    expect(run('sg', 'show', classic, '--lang', 'zh-CN')).toMatch(
      /网卡 .*\n公网 .*1\.2\.3\.4.*\n内网 |\n内网 .*\n公网 /,
    )
  })

  test('P5: source ports are for protocols that have ports: another rule would match nothing', () => {
    const icmp = menshen('rule', 'add', web, 'icmp', '--drop', '--from', '10.0.0.1', '--source-ports', '1-2')
    expect(icmp).toMatchObject({ code: 2, stderr: expect.stringContaining('TCP and UDP') })
  })

  test('what the parser of the command line says is in the language of the user', () => {
    const chinese = (...args: string[]) => menshen(...args, '--lang', 'zh-CN').stderr
    expect(chinese('rule', 'add', web)).toContain('缺少参数 `services`')
    expect(chinese('sg', 'foo')).toContain('未知命令 `foo`')
    expect(chinese('sg', 'ls', '--foo')).toContain('未知选项 `--foo`')
    expect(chinese('plan')).toContain('缺少选项 `-f, --file <path>`')
    expect(menshen('sg', 'ls', '--help', '--lang', 'zh-CN').stdout).toMatch(
      /^用法：[\s\S]*选项：[\s\S]*显示命令的帮助/,
    )
    expect(menshen('sg').stderr).toContain('Usage: menshen sg')
  })

  test('what cannot be is refused with the way out', () => {
    const refusal = (...args: string[]) => menshen('rule', 'add', web, ...args)
    expect(refusal('ssh').stderr).toContain('--from')
    expect(refusal('ssh', '--from', 'x').stderr).toContain('→ expected an address or block')
    const chinese = refusal('ssh', '--from', '10.0.0.1', '--priority', '101', '--lang', 'zh-CN')
    expect(chinese).toMatchObject({
      code: 2,
      stderr: 'menshen: `priority` 的值 `101` 无效\n  → 应为 1 至 100 的整数\n',
    })
  })
})

describe('the installation', { timeout: 60_000 }, () => {
  test('L1: a limit is lowered, names itself when it is reached, and returns', () => {
    run('quota', 'set', 'rulesPerEni', '5')
    const refused = menshen('rule', 'add', web, 'tcp/1,2,3', '--from', '10.0.0.9')
    expect(refused.stderr).toContain('of 5 rules')
    expect(refused.stderr).toContain('menshen quota set rulesPerEni')
    run('quota', 'set', 'rulesPerEni', 'default')
    expect(run('quota', 'ls', '--lang', 'zh-CN')).toMatch(/rulesPerEni +1000 +1000 +单块弹性网卡生效的规则数/)
  })

  test('G1 G6: a group of another account is named by its owner, by name or id; a managed group is looked at', () => {
    const { accountId: id } = json('account', 'create', 'partner.2')
    const theirs = json('sg', 'create', 'theirs', '--classic', '--account', 'partner.2').group.id
    const ours = json('sg', 'create', 'ours', '--classic').group.id
    for (const owner of ['partner.2', id]) {
      const rule = ['rule', 'add', ours, 'ssh', '--from', `${theirs}@${owner}`, '--nic', 'intranet']
      expect(json(...rule).added.length, owner).toBe(owner === id ? 0 : 1)
    }
    const nobody = menshen('rule', 'add', ours, 'ssh', '--from', `${theirs}@nobody`, '--nic', 'intranet')
    expect(nobody).toMatchObject({ code: 2, stderr: expect.stringContaining('no account `nobody`') })
    run('sg', 'modify', ours, '--managed', 'on')
    expect(menshen('sg', 'rm', ours).stderr).toContain('managed')
    run('sg', 'modify', ours, '--managed', 'off')
    run('sg', 'rm', ours)
  })

  test('another account has a key of its own, kept with the credentials', () => {
    const printed = run('account', 'create', 'team-b')
    const { accounts } = JSON.parse(readFileSync(join(server.dataDir, 'credentials.json'), 'utf8'))
    expect(printed).toContain(accounts['team-b'].accessKeySecret)
    expect(json('sg', 'ls', '--account', 'team-b')).toEqual([])
    expect(run('account', 'ls')).toContain('team-b')
  })

  test('interfaces and lists', () => {
    expect(run('eni', 'ls')).toBe('nothing there\n')
    expect(menshen('eni', 'groups', 'eni-x', web).stderr).toContain('no network interface `eni-x`')
    expect(run('prefix-list', 'ls', '--lang', 'zh-CN')).toBe('没有内容\n')
  })
})

test('A1: network ACLs are made, filled in order, copied, shown and removed', { timeout: 60_000 }, () => {
  const vpc = json('sg', 'show', web).group.vpcId
  const { id } = json('nacl', 'create', '边界', '--vpc', vpc, '--tag', 'stage=test').networkAcl
  const entries = ['--ingress', 'accept tcp/22 10.0.0.0/8', '--ingress', 'drop all 0.0.0.0/0']
  const preview = run('nacl', 'update', id, ...entries, '--egress', 'none', '--dry-run')
  expect(preview).toContain('[ACCEPT all 0.0.0.0/0] → [ACCEPT tcp 22 10.0.0.0/8; DROP all 0.0.0.0/0]')
  expect(preview).toContain('egress: [ACCEPT all 0.0.0.0/0] → []')
  run('nacl', 'update', id, ...entries)
  const shown = run('nacl', 'show', id, '--lang', 'zh-CN')
  expect(shown).toMatch(/入方向 +1 +允许 +tcp +22 +10\.0\.0\.0\/8/)
  expect(shown).toMatch(/入方向 +2 +拒绝 +all/)
  const copy = json('nacl', 'create', 'copy', '--vpc', vpc).networkAcl.id
  run('nacl', 'copy', copy, '--from', id)
  expect(json('nacl', 'ls', '--vpc', vpc)).toMatchObject([
    { id, name: '边界', tags: { stage: 'test' }, egress: [{ protocol: 'all' }] },
    { id: copy, ingress: [{ ports: '22' }, { action: 'drop' }] },
  ])
  expect(run('nacl', 'rm', copy)).toContain(`- networkAcl ${copy} copy`)
  expect(menshen('nacl', 'update', id, '--ingress', 'tcp/22').stderr).toContain('accept|drop <service>')
  const chinese = menshen('nacl', 'bind', id, 'vsw-none', '--lang', 'zh-CN')
  expect(chinese).toMatchObject({ code: 2, stderr: 'menshen: 本地域没有交换机 `vsw-none`\n' })
  expect(menshen('nacl', 'unbind', id, 'vsw-none').stderr).toContain('there is no vSwitch `vsw-none`')
})

test('P5: lists are made, modified and removed', { timeout: 60_000 }, () => {
  const made = json('prefix-list', 'create', 'ours', '--max-entries', '5', '--entry', '10.0.0.0/8=office')
  const { id, entries } = made.list
  expect(entries).toEqual([{ entry: '10.0.0.0/8', description: 'office' }])
  const modified = run('prefix-list', 'modify', id, '--add', '10.1.0.0/16', '--remove', '10.0.0.0/8')
  expect(modified).toContain('entries: [10.0.0.0/8] → [10.1.0.0/16]')
  expect(run('prefix-list', 'rm', id, '--dry-run', '--lang', 'zh-CN')).toContain('预览')
  run('prefix-list', 'rm', id)
  expect(json('prefix-list', 'ls')).toEqual([])
  run('port-list', 'create', 'web', '--max-entries', '5', '--entry', '80,8000-8100=web')
  expect(json('port-list', 'ls')).toMatchObject([{ entries: [{ entry: '80' }, { entry: '8000-8100' }] }])
})

test('settings of the installation and of an account are shown and set', { timeout: 60_000 }, () => {
  expect(run('settings', 'set', 'enterpriseRules', '2019', '--dry-run')).toContain('preview')
  run('settings', 'set', 'defaultRulePriority', '100')
  run('settings', 'set', 'smtpReleased', 'true')
  const { settings, account } = json('settings', 'ls')
  expect(settings).toMatchObject({ enterpriseRules: 'modern', defaultRulePriority: 100 })
  expect(account.smtpReleased).toBe(true)
  expect(run('settings', 'ls', '--lang', 'zh-CN')).toMatch(/smtpReleased +true +default +实例能否/)
  expect(menshen('settings', 'set', 'nothing', '1').stderr).toContain('there is no setting `nothing`')
  expect(menshen('settings', 'set', 'innerAccess', 'never').stderr).toContain('before-rules, after-rules')
})

test('a day of decisions is a line for each, hour by hour', { timeout: 60_000 }, () => {
  const { accepted, dropped, stepSeconds } = json('top', '--day')
  expect([accepted.length, dropped.length, stepSeconds]).toEqual([288, 288, 300])
  expect(run('top', '--day')).toMatch(/accepted +0 +·{24} +0 *\n *dropped +0 +·{24} +0/)
  expect(run('top', '--day', '--lang', 'zh-CN')).toContain('每小时')
})

test('watching for what cannot come ends at once, and so does watching a server that goes', {
  timeout: 60_000,
}, async () => {
  for (const count of ['0', '-1', '1.5', 'many']) {
    const refused = { code: 2, stderr: expect.stringContaining(`--count is \`${count}\``) }
    expect(menshen('watch', `--count=${count}`)).toMatchObject(refused)
  }
  expect(menshen('watch', '--eni', 'web')).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('`web`'),
  })
  const watching = spawn(process.execPath, [MENSHEN, 'watch', '--data', server.dataDir, '--lang', 'en'])
  const said = await new Promise<string>((resolve) =>
    watching.stderr.once('data', (text) => resolve(`${text}`)),
  )
  expect(said).toBe('waiting for flows; end with Ctrl-C\n')
  await server.stop('SIGKILL')
  const words = await new Promise<string>((resolve) =>
    watching.stderr.once('data', (text) => resolve(`${text}`)),
  )
  expect(words).toMatch(/^menshen: .* it ended the connection/)
  expect(await new Promise((resolve) => watching.once('exit', resolve))).toBe(3)
  await server.start({ MENSHEN_ENFORCE: 'simulated' })
})

test('settings for clients leave alone whom other programs of the shell trust', { timeout: 60_000 }, () => {
  const settings = JSON.parse(run('env', 'aliyun', '--format', 'json'))
  expect(settings).toHaveProperty('NODE_EXTRA_CA_CERTS')
  expect(settings).not.toHaveProperty('SSL_CERT_FILE')
  const exported = run('env', 'aliyun')
    .split('\n')
    .filter((line) => line.startsWith('export '))
  expect(exported.join()).not.toContain('SSL_CERT_FILE')
  expect(run('env', 'aliyun', '--format', 'terraform')).toContain("SSL_CERT_FILE='")
})

test('shells complete verbs and options', { timeout: 60_000 }, () => {
  const script = join(folder, 'completion.bash')
  writeFileSync(script, run('completion', 'bash'))
  const complete = (line: string) => {
    const words = line.split(' ')
    return `COMP_WORDS=(${words.map((word) => `'${word}'`).join(' ')}); COMP_CWORD=${words.length - 1}; _menshen; echo "\${COMPREPLY[*]}"`
  }
  const lines = ['menshen s', 'menshen sg c', 'menshen sg clone --k', 'menshen sg clone sg-1 --ta']
  const bash = [`source ${script}`, ...lines.map(complete)].join('\n')
  const done = spawnSync('bash', ['-c', bash], { encoding: 'utf8' })
  expect(done.stdout.trimEnd().split('\n')).toEqual([
    'start sessions status sg settings',
    'create clone',
    '',
    '--tags',
  ])
  for (const shell of ['zsh', 'fish']) expect(run('completion', shell)).toContain('restore')
  expect(menshen('completion', 'ksh').code).toBe(2)
})

/** Columns on a terminal: Chinese takes two. */
const widthOf = (text: string): number =>
  [...text].reduce((sum, character) => sum + (/\p{Script=Han}/u.test(character) ? 2 : 1), 0)
