// How far this server enforces, as it is told to users: `kernel`, `kernel (rootless)` or `simulated: why`.

import { type Detected, detectMode } from '../agent/modes.ts'
import type { Config } from './config.ts'

export const enforcementOf = async ({ enforcement }: Config): Promise<Detected> =>
  enforcement === 'simulated'
    ? { mode: 'simulated', why: 'MENSHEN_ENFORCE=simulated', checks: [] }
    : await detectMode()

export const enforcementText = ({ mode, why }: Detected): string =>
  mode === 'simulated' ? `${mode}: ${why}` : mode
