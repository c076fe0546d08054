// Tools of the operating system that enforcing rules for real needs. Menshen works without them, it then only simulates.
'use strict'

const { spawnSync } = require('node:child_process')
const { say, timed, readMark, writeMark, findProgram } = require('./repository.cjs')

// program: Debian package
const START = { nft: 'nftables', ip: 'iproute2', conntrack: 'conntrack' }
// Packets of any kind are sent by socat, echo requests by ping, questions to a responder by curl.
const TEST = Object.assign({ socat: 'socat', ping: 'iputils-ping', curl: 'curl' }, START)
const TOOLS = { none: {}, start: START, test: TEST }

const DAY_MS = 24 * 60 * 60 * 1000
const APT_TIMEOUT_MS = 5 * 60 * 1000

function missingTools(purpose) {
  return process.platform === 'linux' ? Object.keys(TOOLS[purpose]).filter((name) => !findProgram(name)) : []
}

/** apt-get is asked only where it can work, and after a failure not again for a day. */
function canInstall(retry) {
  const isRoot = process.getuid && process.getuid() === 0
  if (!isRoot || process.env.MENSHEN_NO_APT || !findProgram('apt-get')) return false
  return retry || Date.now() - Number(readMark('apt-failed')) > DAY_MS
}

function installTools(purpose) {
  const packages = packagesOf(purpose, missingTools(purpose))
  timed(`installing ${packages.join(', ')} with apt-get`, () => {
    // The package lists may be missing or old; fetching them is slow, so only when the install fails.
    if (!apt(['install', '-y', '--no-install-recommends'].concat(packages))) {
      apt(['update'])
      apt(['install', '-y', '--no-install-recommends'].concat(packages))
    }
  })
  if (missingTools(purpose).length > 0) writeMark('apt-failed', String(Date.now()))
}

function apt(args) {
  const options = [
    '-qq',
    '-o',
    'DPkg::Lock::Timeout=60',
    '-o',
    'Acquire::Retries=1',
    '-o',
    'Acquire::http::Timeout=15',
  ]
  const result = spawnSync(findProgram('apt-get'), options.concat(args), {
    env: Object.assign({}, process.env, { DEBIAN_FRONTEND: 'noninteractive' }),
    stdio: 'ignore',
    timeout: APT_TIMEOUT_MS,
  })
  return result.status === 0
}

/** One line that says what is missing and how to change it; never a failure. */
function reportMissing(purpose) {
  const missing = missingTools(purpose)
  if (missing.length === 0) return
  const install = `sudo apt-get install ${packagesOf(purpose, missing).join(' ')}`
  say(
    `${missing.join(', ')} not found: rules are simulated, not enforced; everything else works (${install})`,
  )
}

function packagesOf(purpose, programs) {
  return programs.map((name) => TOOLS[purpose][name])
}

module.exports = { missingTools, canInstall, installTools, reportMissing }
