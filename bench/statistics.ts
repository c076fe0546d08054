// Medians and percentiles, and the CPU time of another process.
import { readdirSync, readFileSync } from 'node:fs'

export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}

export const median = (values: readonly number[]): number => percentile(values, 0.5)

/** User and system time of a process so far, in ms; its threads must stay alive, those that ended are not in it. */
export function cpuMs(pid: number): number {
  const tasks = `/proc/${pid}/task`
  const times = readdirSync(tasks).map((task) => readFileSync(`${tasks}/${task}/schedstat`, 'utf8'))
  return times.reduce((sum, text) => sum + Number(text.split(' ')[0]), 0) / 1e6
}

/** The same with the threads that ended, in steps of 10 ms: for servers that start a thread for each connection. */
export function cpuMsWithEnded(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /s, '')
    .split(' ')
  return (Number(fields[11]) + Number(fields[12])) * 10
}

export const ms = (value: number): string => `${value.toFixed(value < 10 ? 2 : 1)} ms`
