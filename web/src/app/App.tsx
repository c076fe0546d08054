// The console as a whole: theme, language, whether somebody is logged in, then the frame with its pages.

import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { App as AntApp, ConfigProvider } from 'antd'
import { lazy, type ReactNode, Suspense, useEffect, useState, useSyncExternalStore } from 'react'
import { call, whenSessionEnds } from '../client/client.ts'
import { replica } from '../model/useModel.ts'
import { loadWords } from '../text/index.ts'
import { useAntLocale } from './locale.ts'
import { useSettings } from './settings.ts'
import { themeOf } from './theme.ts'

/** Who comes needs one of them, hardly ever both at once. */
const Frame = lazy(async () => ({ default: (await import('./Frame.tsx')).Frame }))
const Login = lazy(async () => ({ default: (await import('./Login.tsx')).Login }))

const queries = new QueryClient({
  defaultOptions: {
    // What changes is told by events; an answer that was refused once is refused again.
    queries: { staleTime: 30_000, refetchOnWindowFocus: false, retry: false },
  },
})

/** However long a dialog is, its buttons are in sight. */
const IN_SIGHT = {
  style: { top: 32 },
  styles: { body: { maxHeight: 'calc(100vh - 190px)', overflowY: 'auto' } },
} as const

export function App() {
  const settings = useSettings()
  const isDark = useIsDark()
  const isStill = useIsSaid('(prefers-reduced-motion: reduce)')
  const language = useLoadedLanguage()
  const locale = useAntLocale(settings.language)
  useEffect(() => {
    document.documentElement.dataset.theme = isDark ? 'dark' : 'light'
    document.documentElement.lang = settings.language
  }, [isDark, settings.language])
  if (language !== settings.language) return null
  return (
    <ConfigProvider
      theme={themeOf(isDark, isStill)}
      modal={IN_SIGHT}
      {...(locale === undefined ? {} : { locale })}
    >
      <AntApp style={{ height: '100%' }}>
        <QueryClientProvider client={queries}>
          <Suspense fallback={null}>
            <Door>{(user, leave) => <Frame key={settings.account} user={user} onLogout={leave} />}</Door>
          </Suspense>
        </QueryClientProvider>
      </AntApp>
    </ConfigProvider>
  )
}

/** Shows the log-in until somebody is in, and again when the session has ended. */
function Door({ children }: { readonly children: (user: string, leave: () => void) => ReactNode }) {
  const [user, setUser] = useState<string | null | undefined>(undefined)
  const [ended, setEnded] = useState(false)
  useEffect(() => {
    call('showSession').then(
      ({ session }) => setUser(session?.user ?? null),
      // A server that is away is told by the log-in itself.
      () => setUser(null),
    )
    return whenSessionEnds(() => {
      setUser((before) => {
        if (typeof before === 'string') setEnded(true)
        return null
      })
      replica.stop()
      queries.clear()
    })
  }, [])
  if (user === undefined) return null
  if (user === null) return <Login ended={ended} onLogin={setUser} />
  const leave = () => {
    void call('logout').finally(() => {
      replica.stop()
      queries.clear()
      setEnded(false)
      setUser(null)
    })
  }
  return children(user, leave)
}

function useIsDark(): boolean {
  const { theme } = useSettings()
  const system = useIsSaid('(prefers-color-scheme: dark)')
  return theme === 'system' ? system : theme === 'dark'
}

/** Whether the browser says so of its person, also when that changes. */
function useIsSaid(wish: string): boolean {
  return useSyncExternalStore(
    (listen) => {
      const query = matchMedia(wish)
      query.addEventListener('change', listen)
      return () => query.removeEventListener('change', listen)
    },
    () => matchMedia(wish).matches,
  )
}

/** The language whose words are there: for a moment still the one before. */
function useLoadedLanguage() {
  const { language } = useSettings()
  const [loaded, setLoaded] = useState(language)
  useEffect(() => {
    void loadWords(language).then(() => setLoaded(language))
  }, [language])
  return loaded
}
