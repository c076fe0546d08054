#!/usr/bin/env node
// The one door to everything: sets up what is missing (a current Node, packages, system tools), then runs a command.
// No dependencies and syntax of Node 14, because it is what runs before anything is installed.
'use strict'

const { spawnSync } = require('node:child_process')
const fs = require('node:fs')
const path = require('node:path')
const { runNode, runAll } = require('./setup/processes.cjs')
const { runNpm } = require('./setup/npm.cjs')
const { root, say, fail } = require('./setup/repository.cjs')
const { buildConsole } = require('./setup/console.cjs')
const { setUp } = require('./setup/setup.cjs')

const TYPES_OF = (folder) => ['node_modules/typescript/bin/tsc', '--pretty', '-p', folder]
const VITEST = ['node_modules/vitest/vitest.mjs', 'run']
const exists = (file) => fs.existsSync(path.join(root, file))

const types = [
  { name: 'types of src/core', args: TYPES_OF('src/core') },
  { name: 'types of everything', args: TYPES_OF('.') },
  { name: 'types of web', args: TYPES_OF('web') },
  { name: 'types of test/sdk', args: TYPES_OF('test/sdk'), unless: () => !exists('test/sdk/node_modules') },
]

// `system`: which tools of the operating system to look for (see setup/systemTools.cjs).
const COMMANDS = {
  setup: { system: 'test', clients: true, run: () => 0 },
  start: { system: 'start', run: start },
  console: { system: 'none', run: (context) => buildConsole(context) },
  cli: { system: 'none', run: cli },
  test: { system: 'test', clients: true, run: test },
  check: { system: 'none', clients: true, run: check },
  'test:kernel': { system: 'test', run: (context, args) => testProject(context, 'kernel', args) },
  'test:browser': { system: 'test', run: (context, args) => testProject(context, 'browser', args) },
  'test:soak': { system: 'test', run: soak },
  'test:sdk': { system: 'none', clients: true, run: (context, args) => testProject(context, 'sdk', args) },
  bench: { system: 'none', run: (context, args) => script(context, 'bench/main.ts', args) },
  generate: { system: 'none', run: (context, args) => script(context, 'scripts/generate.ts', args) },
  build: { system: 'none', run: build },
  'build:deb': { system: 'none', run: deb },
  'test:deb': { system: 'none', run: testDeb },
  // The pinned npm under the pinned Node, for writing lock files.
  npm: { system: 'none', onlyNode: true, run: (context, args) => runNpm('.', args, context) },
}

/** A console that cannot be built leaves the server useful: it starts all the same, and says so. */
async function start(context, args) {
  if ((await buildConsole(context)) !== 0) say('the console could not be built; everything else starts')
  return app(context, ['start'].concat(args))
}

function cli(context, args) {
  return args[0] === 'start' ? start(context, args.slice(1)) : app(context, args)
}

function app(context, args) {
  return script(context, 'src/cli/main.ts', args)
}

function script(context, file, args) {
  if (!exists(file)) fail(`${file} does not exist yet`)
  // Stripping the types takes longer than most commands: keep the result.
  const env = Object.assign({ NODE_COMPILE_CACHE: path.join(root, '.cache', 'compile') }, context.env)
  const command = ['--disable-warning=ExperimentalWarning', path.join(root, file)].concat(args)
  return runNode({ node: context.node, env }, command)
}

async function test(context, args) {
  const failed = await runAll(context, types)
  if (failed.length === 0) return runNode(context, VITEST.concat(args), root)
  process.stdout.write(`type check failed, tests not run\n0 passed, ${failed.length} failed, 0 skipped\n`)
  return 1
}

function testProject(context, project, args) {
  return runNode(context, VITEST.concat(['--passWithNoTests', '--project', project], args), root)
}

/** The random worlds of the kernel tests, as many as a night allows: `npm run test:soak -- 5000`. */
function soak(context, [worlds = '1000', ...args]) {
  const env = Object.assign({}, context.env, { MENSHEN_WORLDS: worlds })
  return testProject(
    Object.assign({}, context, { env }),
    'kernel',
    ['random', 'visibleRandom', 'linkRandom'].map((name) => `test/kernel/${name}.test.ts`).concat(args),
  )
}

async function check(context) {
  const failed = await runAll(
    context,
    types.concat([
      {
        name: 'lint and format',
        args: ['node_modules/@biomejs/biome/bin/biome', 'check', '--error-on-warnings'],
      },
      { name: 'house tests', args: VITEST.concat(['--project', 'house']) },
    ]),
  )
  say(failed.length === 0 ? 'check passed' : `check failed: ${failed.join(', ')}`)
  return failed.length === 0 ? 0 : 1
}

async function build(context) {
  if (!exists('src/cli/main.ts')) {
    say('nothing to build: src/cli/main.ts does not exist yet')
    return 0
  }
  const code = await runNode(context, ['node_modules/rolldown/bin/cli.mjs', '-c', 'rolldown.config.ts'], root)
  if (code !== 0) return code
  const console = [
    'node_modules/vite/bin/vite.js',
    'build',
    'web',
    '--outDir',
    path.join(root, 'dist/console'),
  ]
  return runNode(context, console.concat('--logLevel', 'warn'), root)
}

async function deb(context, args) {
  const code = await build(context)
  if (code !== 0) return code
  return require('./deb/buildDeb.cjs').main(context, args)
}

/** The package in a clean Debian 12 tree; as root, some minutes the first time. */
async function testDeb(context) {
  const code = await build(context)
  if (code !== 0) return code
  const file = require('./deb/buildDeb.cjs').buildDeb(context)
  return spawnSync(path.join(__dirname, 'deb/test.sh'), [file], { stdio: 'inherit' }).status
}

async function main() {
  const [name, ...args] = process.argv.slice(2)
  const command = Object.keys(COMMANDS).includes(name) ? COMMANDS[name] : undefined
  if (command === undefined)
    fail(`usage: node scripts/run.cjs ${Object.keys(COMMANDS).join('|')} [arguments]`)
  const { clients = false, onlyNode = false } = command
  const system = name === 'cli' && args[0] === 'start' ? 'start' : command.system
  const context = setUp({ system, clients, onlyNode, retry: name === 'setup' })
  process.exitCode = await command.run(context, args)
}

main().catch((error) => fail(error.message))
