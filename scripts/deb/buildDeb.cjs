// Builds the Debian package from dist/: bundle, Node, units and scripts. Usage: build:deb [folder for the package]
'use strict'

const { spawnSync } = require('node:child_process')
const fs = require('node:fs')
const os = require('node:os')
const path = require('node:path')
const { root, say, fail } = require('../setup/repository.cjs')

const ARCHITECTURES = { x64: 'amd64', arm64: 'arm64' }
const DEPENDS = 'nftables, iproute2, conntrack, passwd, libc6 (>= 2.28), libstdc++6, libgcc-s1'

/** Gives the path of the package. `node`: the one that goes along, since Debian 12 has Node 18. */
function buildDeb({ node, compression = ['-Zxz', '-z1'] }, folder = path.join(root, 'dist')) {
  const { version } = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8'))
  const architecture = ARCHITECTURES[process.arch]
  if (architecture === undefined) fail(`no package for ${process.arch}`)
  const tree = fs.mkdtempSync(path.join(os.tmpdir(), 'menshen-deb-'))
  try {
    // Whoever unpacks must be able to look in: the temporary folder is closed to others.
    fs.chmodSync(tree, 0o755)
    fill(tree, node, compression[0] !== '-Znone')
    control(tree, version, architecture)
    fs.mkdirSync(folder, { recursive: true })
    const file = path.join(folder, `menshen_${version}_${architecture}.deb`)
    run('dpkg-deb', ['--root-owner-group', ...compression, '--build', tree, file])
    return file
  } finally {
    fs.rmSync(tree, { recursive: true, force: true })
  }
}

function fill(tree, node, small) {
  const library = path.join(tree, 'usr/lib/menshen')
  fs.mkdirSync(library, { recursive: true })
  const bundles = fs.readdirSync(path.join(root, 'dist')).filter((name) => name.endsWith('.js'))
  for (const name of bundles) put(path.join(root, 'dist', name), path.join(library, name), 0o644)
  // The bundles are modules, and no package.json of anybody else's may say otherwise.
  fs.writeFileSync(path.join(library, 'package.json'), '{ "type": "module" }\n', { mode: 0o644 })
  put(node, path.join(library, 'node'), 0o755)
  if (small && spawnSync('strip', ['--version']).status === 0) run('strip', [path.join(library, 'node')])
  const from = (...parts) => path.join(root, 'packaging', ...parts)
  put(from('debian/menshen'), path.join(tree, 'usr/bin/menshen'), 0o755)
  for (const unit of ['menshen-agent.service', 'menshen-server.service']) {
    put(from('systemd', unit), path.join(tree, 'lib/systemd/system', unit), 0o644)
  }
  put(from('debian/menshen-server.default'), path.join(tree, 'etc/default/menshen-server'), 0o644)
  for (const hook of ['libvirt-qemu', 'oci-network']) {
    put(path.join(root, 'examples/hooks', hook), path.join(tree, 'usr/share/menshen/hooks', hook), 0o755)
  }
  const documents = path.join(tree, 'usr/share/doc/menshen')
  put(path.join(root, 'docs/production.md'), path.join(documents, 'production.md'), 0o644)
  put(path.join(root, 'LICENSE'), path.join(documents, 'copyright'), 0o644)
}

function control(tree, version, architecture) {
  const folder = path.join(tree, 'DEBIAN')
  fs.mkdirSync(folder)
  const size = Math.ceil(sizeOf(path.join(tree, 'usr')) / 1024)
  const fields = {
    Package: 'menshen',
    Version: version,
    Architecture: architecture,
    Maintainer: 'The Menshen project <menshen@localhost>',
    'Installed-Size': size,
    Depends: DEPENDS,
    Section: 'net',
    Priority: 'optional',
    Description:
      'security groups for Linux hosts\n Server, agent and command line: security groups as clouds describe them,\n enforced with nftables on hosts, bound interfaces and local instances.',
  }
  const lines = Object.entries(fields).map(([name, value]) => `${name}: ${value}\n`)
  fs.writeFileSync(path.join(folder, 'control'), lines.join(''))
  fs.writeFileSync(path.join(folder, 'conffiles'), '/etc/default/menshen-server\n')
  for (const script of ['postinst', 'prerm', 'postrm']) {
    put(path.join(root, 'packaging/debian', script), path.join(folder, script), 0o755)
  }
}

function put(from, to, mode) {
  fs.mkdirSync(path.dirname(to), { recursive: true })
  fs.copyFileSync(from, to)
  fs.chmodSync(to, mode)
}

function sizeOf(folder) {
  return fs.readdirSync(folder, { withFileTypes: true }).reduce((sum, entry) => {
    const file = path.join(folder, entry.name)
    return sum + (entry.isDirectory() ? sizeOf(file) : fs.statSync(file).size)
  }, 0)
}

function run(command, args) {
  const { status, stderr, error } = spawnSync(command, args, { encoding: 'utf8' })
  if (status !== 0) fail(`${command} failed: ${error === undefined ? stderr.trim() : error.message}`)
}

function main(context, args) {
  say(`built ${buildDeb(context, args[0])}`)
  return 0
}

module.exports = { buildDeb, main }
