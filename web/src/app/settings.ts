// What a person has chosen in this browser: language, light or dark, account, region; shared by all its tabs.

import { useSyncExternalStore } from 'react'
import { type Language, languageOf } from '../text/language.ts'

export interface Settings {
  readonly language: Language
  readonly theme: 'light' | 'dark' | 'system'
  /** Empty: the first account. */
  readonly account: string
  /** Empty: all regions. */
  readonly region: string
}

const KEY = 'menshen.settings'
const listeners = new Set<() => void>()
let current: Settings = fromStorage()

function fromStorage(): Settings {
  const defaults: Settings = {
    language: languageOf(navigator.languages),
    theme: 'system',
    account: '',
    region: '',
  }
  try {
    return { ...defaults, ...(JSON.parse(localStorage.getItem(KEY) ?? '{}') as Partial<Settings>) }
  } catch {
    return defaults
  }
}

window.addEventListener('storage', ({ key }) => {
  if (key !== KEY) return
  current = fromStorage()
  for (const listen of listeners) listen()
})

export const readSettings = (): Settings => current

export function changeSettings(change: Partial<Settings>): void {
  current = { ...current, ...change }
  localStorage.setItem(KEY, JSON.stringify(current))
  for (const listen of listeners) listen()
}

function subscribe(listen: () => void): () => void {
  listeners.add(listen)
  return () => listeners.delete(listen)
}

export const useSettings = (): Settings => useSyncExternalStore(subscribe, readSettings)
