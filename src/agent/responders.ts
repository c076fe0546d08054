// Keeps a responder process in every instance that has responder ports, across restarts of the agent.

import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { HostLayout, InstanceLayout } from './layout.ts'
import { localDirectory } from './localIndex.ts'
import { startTimeOf } from './processes.ts'

interface Noted {
  readonly pid: number
  readonly startTime: string
  readonly ports: readonly number[]
}

export class Responders {
  readonly #directory: string
  readonly #entry: string
  readonly #running = new Map<string, Noted>()

  constructor(
    dataDir: string,
    entry: string = fileURLToPath(new URL('./responderMain.ts', import.meta.url)),
  ) {
    this.#directory = join(localDirectory(dataDir), 'responders')
    this.#entry = entry
    mkdirSync(this.#directory, { recursive: true })
    for (const id of readdirSync(this.#directory)) {
      const noted = notedIn(join(this.#directory, id))
      if (noted !== null) this.#running.set(id, noted)
    }
  }

  /** Call when namespaces stand; those of stopped and removed instances died with their namespaces' processes. */
  converge(layout: HostLayout): void {
    for (const [id, noted] of this.#running) {
      const wanted = [...layout.instances.values()].find((instance) => instance.id === id)
      const same = wanted?.responderPorts.join() === noted.ports.join()
      if (!same || startTimeOf(noted.pid) !== noted.startTime) this.#stop(id, noted)
    }
    for (const instance of layout.instances.values()) {
      if (instance.responderPorts.length > 0 && !this.#running.has(instance.id)) this.#start(instance)
    }
  }

  #start(instance: InstanceLayout): void {
    const child = spawn(
      'nsenter',
      [
        `--net=/run/netns/${instance.namespace}`,
        process.execPath,
        ...['--disable-warning=ExperimentalWarning', '--max-old-space-size=32', this.#entry],
        ...[instance.id, ...instance.responderPorts.map(String)],
      ],
      { detached: true, stdio: 'ignore' },
    )
    child.on('error', () => {})
    child.unref()
    const startTime = child.pid === undefined ? null : startTimeOf(child.pid)
    if (child.pid === undefined || startTime === null) return
    const noted: Noted = { pid: child.pid, startTime, ports: instance.responderPorts }
    this.#running.set(instance.id, noted)
    try {
      writeFileSync(join(this.#directory, instance.id), JSON.stringify(noted))
    } catch {
      // A disk that is full must not keep anything else from going on; the next agent starts another one in vain.
    }
  }

  #stop(id: string, noted: Noted): void {
    if (startTimeOf(noted.pid) === noted.startTime) kill(noted.pid)
    this.#running.delete(id)
    const file = join(this.#directory, id)
    if (existsSync(file)) rmSync(file)
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It was quicker.
  }
}

/** One that nobody can read any more is started anew; the old one goes with its namespace. */
function notedIn(file: string): Noted | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Noted
  } catch {
    return null
  }
}
