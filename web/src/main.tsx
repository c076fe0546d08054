// Where the console begins: words of the chosen language first, then the page.

import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app/App.tsx'
import { readSettings } from './app/settings.ts'
import './style.css'
import { loadWords } from './text/index.ts'

const place = document.getElementById('root')
if (place === null) throw new Error('the page has no place for the console')
await loadWords(readSettings().language)
createRoot(place).render(
  <StrictMode>
    <App />
  </StrictMode>,
)
