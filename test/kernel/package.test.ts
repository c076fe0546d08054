// The Debian package as dpkg sees it: what lies where, with which rights; and whether systemd takes its units.

import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { describeUnless } from '../skipReason.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const reason =
  spawnSync('dpkg-deb', ['--version']).error === undefined
    ? undefined
    : 'dpkg-deb not found: not a Debian system'

interface Builder {
  buildDeb(context: { node: string; compression: readonly string[] }, folder: string): string
}

describeUnless(reason, 'Debian package', () => {
  const folder = mkdtempSync(join(tmpdir(), 'menshen-package-'))
  const tree = join(folder, 'tree')
  const run = (command: string, ...args: readonly string[]): string => {
    const { status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8', cwd: ROOT })
    if (status !== 0) throw new Error(`${command} ${args.join(' ')}: ${stderr}`)
    return stdout + stderr
  }
  let contents = ''
  let file = ''

  beforeAll(() => {
    run(process.execPath, 'node_modules/rolldown/bin/cli.mjs', '-c', 'rolldown.config.ts')
    const { buildDeb } = createRequire(import.meta.url)('../../scripts/deb/buildDeb.cjs') as Builder
    file = buildDeb({ node: process.execPath, compression: ['-Znone'] }, folder)
    contents = run('dpkg-deb', '--contents', file)
    run('dpkg-deb', '--extract', file, tree)
  }, 120_000)
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it('has command, bundles, units and hooks in their places, owned by root', () => {
    for (const [mode, path] of [
      ['-rwxr-xr-x', './usr/bin/menshen'],
      ['-rwxr-xr-x', './usr/lib/menshen/node'],
      ['-rw-r--r--', './usr/lib/menshen/menshen.js'],
      ['-rw-r--r--', './usr/lib/menshen/menshen-agent.js'],
      ['-rw-r--r--', './lib/systemd/system/menshen-agent.service'],
      ['-rw-r--r--', './lib/systemd/system/menshen-server.service'],
      ['-rwxr-xr-x', './usr/share/menshen/hooks/libvirt-qemu'],
    ]) {
      expect(contents).toMatch(new RegExp(`^${mode} root/root .* ${path?.replaceAll('.', '\\.')}$`, 'm'))
    }
    expect(run('dpkg-deb', '--field', file, 'Depends')).toMatch(/nftables, iproute2, conntrack/)
  })

  it('the bundles run as they lie there, with the Node that lies beside them', () => {
    const library = join(tree, 'usr/lib/menshen')
    const version = run(join(library, 'node'), join(library, 'menshen.js'), '--version').trim()
    expect(run('dpkg-deb', '--field', file, 'Version').trim()).toBe(version)
  })

  it('the agent gets two capabilities and can get no others', () => {
    const unit = run('cat', join(tree, 'lib/systemd/system/menshen-agent.service'))
    const both = 'CAP_NET_ADMIN CAP_NET_RAW'
    expect(unit).toContain(`\nAmbientCapabilities=${both}\nCapabilityBoundingSet=${both}\n`)
    expect(unit).toMatch(/^User=menshen$/m)
    expect(unit).toMatch(/^Before=network-pre.target /m)
    // Rules before the network, and a failure of theirs keeps no agent from starting.
    expect(unit).toMatch(
      /^ExecStartPre=-\S+\/node .*\/menshen\.js restore --missing --data \/var\/lib\/menshen$/m,
    )
  })

  it('systemd takes the units, the shell the scripts', () => {
    const units = ['agent', 'server'].map((name) => join(tree, `lib/systemd/system/menshen-${name}.service`))
    const { stderr, error } = spawnSync('systemd-analyze', ['verify', ...units], { encoding: 'utf8' })
    // The programs lie in the package and not on this machine.
    const complaints = (error === undefined ? stderr.split('\n') : []).filter(
      (line) => line.includes('menshen') && !line.includes('is not executable'),
    )
    expect(complaints).toEqual([])
    for (const script of ['postinst', 'prerm', 'postrm', 'menshen'])
      run('sh', '-n', `packaging/debian/${script}`)
  })
})
