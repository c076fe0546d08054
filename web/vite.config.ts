// Builds the console into web/dist: hashed files, split by route, no source map in what is served.

import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

export default defineConfig(({ command }) => {
  // Whoever builds it, tests too, builds what is shipped: what they call NODE_ENV would give the libraries' slower halves.
  if (command === 'build') process.env.NODE_ENV = 'production'
  return {
    root: import.meta.dirname,
    plugins: [react()],
    // For looking at changes as they are typed: `MENSHEN_SERVER=http://127.0.0.1:7280 node_modules/.bin/vite web`.
    server: { proxy: { '/api': process.env.MENSHEN_SERVER ?? 'http://127.0.0.1:7280' } },
    build: {
      outDir: 'dist',
      emptyOutDir: true,
      target: 'es2023',
      // A policy without `unsafe-inline` needs no helper for old browsers, which would be a script in the page.
      modulePreload: { polyfill: false },
      reportCompressedSize: false,
      chunkSizeWarningLimit: 1200,
      manifest: true,
    },
  }
})
