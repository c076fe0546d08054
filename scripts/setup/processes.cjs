// Runs child processes: signals are passed down, exit codes are passed up.
'use strict'

const { spawn } = require('node:child_process')
const os = require('node:os')
const { root, say } = require('./repository.cjs')

/** Runs Node with `args`; resolves to the exit code, 128 + n when signal n ended it. */
function runNode(context, args, cwd) {
  return new Promise((resolve, reject) => {
    const child = spawn(context.node, args, { cwd: cwd || process.cwd(), env: context.env, stdio: 'inherit' })
    const stopForwarding = forwardSignals(child)
    child.on('error', reject)
    child.on('exit', (code, signal) => {
      stopForwarding()
      resolve(signal === null ? code : 128 + os.constants.signals[signal])
    })
  })
}

function forwardSignals(child) {
  // At a terminal, Ctrl-C reaches the whole foreground group: sent on, it would reach the child twice.
  const terminal = process.stdin.isTTY || process.stdout.isTTY || process.stderr.isTTY
  const handlers = ['SIGINT', 'SIGTERM', 'SIGHUP'].map((signal) => {
    const handler = () => {
      if (signal !== 'SIGINT' || !terminal) child.kill(signal)
    }
    process.on(signal, handler)
    return () => process.removeListener(signal, handler)
  })
  return () => {
    for (const remove of handlers) remove()
  }
}

/** Runs every step, also after a failure so that one run shows all problems; gives the names of the failed ones. */
async function runAll(context, steps) {
  const failed = []
  for (const step of steps) {
    if (step.unless?.()) continue
    const begin = Date.now()
    const code = await runNode(context, step.args, root)
    say(
      `${step.name}: ${code === 0 ? 'ok' : `failed (exit ${code})`}, ${((Date.now() - begin) / 1000).toFixed(1)} s`,
    )
    if (code > 128) return failed.concat(step.name)
    if (code !== 0) failed.push(step.name)
  }
  return failed
}

module.exports = { runNode, runAll }
