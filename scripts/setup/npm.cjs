// Runs npm: the pinned one, the one that started us, or the one on the PATH.
'use strict'

const { spawnSync } = require('node:child_process')
const fs = require('node:fs')
const os = require('node:os')
const path = require('node:path')
const { root, fail, findProgram } = require('./repository.cjs')

/** `npm ci` in a folder of the repository; gives npm's exit code. Install scripts never run. */
function npmCi(folder, context) {
  return runNpm(folder, ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], context)
}

function runNpm(folder, args, context) {
  const [program, ...before] = npmCommand(context)
  const result = spawnSync(program, before.concat(args), {
    cwd: path.join(root, folder),
    env: Object.assign({}, context.env, cacheFolder()),
    stdio: ['ignore', 2, 2],
  })
  if (result.error) fail(`npm could not be started: ${result.error.message}`)
  return result.status === null ? 1 : result.status
}

function npmCommand(context) {
  if (context.npmCli) return [context.node, context.npmCli]
  const parent = process.env.npm_execpath || ''
  if (path.basename(parent) === 'npm-cli.js' && fs.existsSync(parent)) return [process.execPath, parent]
  const npm = findProgram('npm')
  if (npm === undefined) fail('npm was not found', 'install npm (Debian: apt-get install npm)')
  return [npm]
}

/** Service users often have a home that is missing or not theirs; npm then needs another place for its cache. */
function cacheFolder() {
  if (process.env.npm_config_cache) return {}
  const home = os.homedir()
  const cache = path.join(home, '.npm')
  return isWritable(fs.existsSync(cache) ? cache : home)
    ? {}
    : { npm_config_cache: path.join(root, '.cache', 'npm') }
}

function isWritable(folder) {
  try {
    fs.accessSync(folder, fs.constants.W_OK)
    return true
  } catch {
    return false
  }
}

module.exports = { npmCi, runNpm }
