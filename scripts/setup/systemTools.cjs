// Tools of the operating system that enforcing rules for real needs. Menshen works without them, it then only simulates.
'use strict'

const { spawnSync } = require('node:child_process')
const { say, timed, readMark, writeMark, findProgram } = require('./repository.cjs')

// program: Debian package
const START = { nft: 'nftables', ip: 'iproute2', conntrack: 'conntrack', tcpdump: 'tcpdump' }
// Without these something is missing, but rules are enforced.
const EXTRAS = { tcpdump: 'no flow log' }
// Packets of any kind are sent by socat, echo requests by ping, questions to a responder by curl.
const TEST = Object.assign({ socat: 'socat', ping: 'iputils-ping', curl: 'curl' }, START)
const TOOLS = { none: {}, start: START, test: TEST }
// What tests of the console look at it with; by itself, because some systems have no such package. Fonts have no program.
const BROWSER = { program: 'chromium', packages: ['chromium', 'fonts-noto-cjk'] }

const DAY_MS = 24 * 60 * 60 * 1000
const APT_TIMEOUT_MS = 5 * 60 * 1000

function missingTools(purpose) {
  if (process.platform !== 'linux') return []
  return Object.keys(TOOLS[purpose])
    .concat(purpose === 'test' ? [BROWSER.program] : [])
    .filter((name) => !findProgram(name))
}

/** apt-get is asked only where it can work, and after a failure not again for a day. */
function canInstall(retry) {
  const isRoot = process.getuid && process.getuid() === 0
  if (!isRoot || process.env.MENSHEN_NO_APT || !findProgram('apt-get')) return false
  return retry || Date.now() - Number(readMark('apt-failed')) > DAY_MS
}

function installTools(purpose) {
  const packages = packagesOf(purpose, missingTools(purpose))
  const browser = missingTools(purpose).includes(BROWSER.program) ? BROWSER.packages : []
  timed(`installing ${packages.concat(browser).join(', ')} with apt-get`, () => {
    for (const some of [packages, browser]) if (some.length > 0) install(some)
  })
  if (missingTools(purpose).length > 0) writeMark('apt-failed', String(Date.now()))
}

/** The package lists may be missing or old; fetching them is slow, so only when the install fails. */
function install(packages) {
  const args = ['install', '-y', '--no-install-recommends'].concat(packages)
  if (apt(args)) return
  apt(['update'])
  apt(args)
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
  if (missing.includes(BROWSER.program)) {
    say(`chromium not found: the console is not tested (sudo apt-get install ${BROWSER.packages.join(' ')})`)
  }
  const packages = packagesOf(purpose, missing)
  if (packages.length === 0) return
  const install = `sudo apt-get install ${packages.join(' ')}`
  if (missing.every((name) => EXTRAS[name] || name === BROWSER.program)) {
    const lost = missing.filter((name) => EXTRAS[name])
    say(`${lost.join(', ')} not found: ${lost.map((name) => EXTRAS[name]).join(', ')} (${install})`)
    return
  }
  say(
    `${missing.filter((name) => name !== BROWSER.program).join(', ')} not found: rules are simulated, not enforced; everything else works (${install})`,
  )
}

function packagesOf(purpose, programs) {
  return programs.filter((name) => name !== BROWSER.program).map((name) => TOOLS[purpose][name])
}

module.exports = { missingTools, canInstall, installTools, reportMissing }
